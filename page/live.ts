// In pages that `evalbook dev` serves: reloads in place when the report was woven anew, and tells what went wrong or is on its way.

const banner = document.createElement('aside');
banner.className = 'live';
banner.hidden = true;
banner.setAttribute('role', 'status');

function tell(text: string, problem: boolean): void {
  banner.textContent = text;
  banner.hidden = text === '';
  banner.classList.toggle('problem', problem);
  if (!banner.isConnected) document.body.prepend(banner);
}

const events = new EventSource('events');
events.addEventListener('page', () => location.reload());
events.addEventListener('problem', ({ data }) => tell(data, true));
events.addEventListener('progress', ({ data }) => tell(data, false));
events.addEventListener('error', () =>
  tell('The command that serves this page has ended. Start it again, and open the address that it prints.', true),
);
