export default function sharp() {
  throw new Error('expected text, got an image: evalbook does not install sharp');
}
