# Looks at a program without running it: what it defines, calls, names, and how it is commented. Trusted; runs before the program does.
# Reads `source` (text) and `cut` (the answer ended at the token limit); leaves `result`, a JSON text.
import ast, io, json, tokenize


def parsed(text, cut):
    """The syntax tree and the text it is of; of a text that was cut off, the longest beginning of whole statements."""
    try:
        return ast.parse(text), text, None
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        first = f"{type(error).__name__}: {getattr(error, 'msg', error)}"[:200]
    if cut:
        lines = text.split("\n")
        for end in range(len(lines) - 1, max(0, len(lines) - 200), -1):
            if lines[end - 1 : end] and lines[end][:1] in (" ", "\t"):
                continue  # cut only where a statement begins, so that no function is left with half its body
            try:
                return ast.parse("\n".join(lines[:end])), "\n".join(lines[:end]), None
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                pass
    return None, text, first


def comments(text):
    """Text of # comments by the tokenizer, so that a # inside a string is none."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                found.append(token.string.lstrip("#! ").strip())
    except (tokenize.TokenError, SyntaxError, IndentationError):
        pass
    return found


def is_code(text):
    """Whether a comment is a statement that was commented out; a few plain words are not."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(not (isinstance(node, ast.Expr) and isinstance(node.value, (ast.Name, ast.Constant, ast.Tuple))) for node in tree.body)


def example(tree, names):
    """Whether the program itself calls one of its functions outside of any definition."""
    for statement in tree.body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                return True
    return False


def arguments(node):
    """The smallest and the largest number of positional arguments; None without a largest."""
    plain = len(node.args.posonlyargs) + len(node.args.args)
    required = plain - len(node.args.defaults)
    return [required, None if node.args.vararg else plain]


def used(tree):
    """Names that are loaded, and attributes as ".name"."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add("." + node.attr)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(alias.name for alias in node.names)
            found.add(node.module or "")
    return sorted(found)


def analyse(source, cut):
    tree, text, error = parsed(source, cut)
    if tree is None:
        return {"error": error, "source": text, "functions": [], "comments": comments(text), "docstrings": [], "used": [], "example": False}
    functions = [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    documented = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module))]
    return {
        "error": None,
        "source": text,
        "functions": [{"name": node.name, "arguments": arguments(node)} for node in functions],
        "comments": [comment for comment in comments(text) if comment and not is_code(comment)],
        "docstrings": [doc for doc in (ast.get_docstring(node) for node in documented) if doc],
        "used": used(tree),
        "example": example(tree, {node.name for node in functions}),
    }


result = json.dumps(analyse(source, cut))
