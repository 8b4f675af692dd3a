# Looks at a program without running it: what it defines, calls, names, and how it is commented. Trusted: part of the snapshot, and called
# once, before the program runs.
import ast, functools, io, json, re, textwrap, tokenize

FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
MOST_CUTS = 60


@functools.lru_cache(maxsize=2)  # a long program is parsed once, not again as its own last piece; nobody changes a tree
def parse(text):
    """The syntax tree, or why there is none and in which line."""
    try:
        return ast.parse(text), None, 0
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        why = f"{type(error).__name__}: {getattr(error, 'msg', None) or error}"
        return None, why[:200], getattr(error, "lineno", None) or 0


def whole_part(text):
    """Of a text that was cut off, what is whole: all but its last statement, unless that ends with its line and stands by itself."""
    tree, error, line = parse(text)
    if tree is not None and text.endswith("\n"):
        return text
    lines = text.split("\n")
    tried = 0
    for start in range(len(lines) - 1, -1, -1):
        if not lines[start].strip() or lines[start][0] in " \t)]}#":
            continue  # no statement of the program's own level begins here
        if tree is None and 0 < line <= start:
            if re.search("unterminated triple-quoted|was never closed", error):
                continue  # this line is inside of a statement that began before
            break  # the error is before: it is the answer's own
        tried += 1
        rest = "\n".join(lines[:start])
        if parse(rest)[0] is not None:
            return rest
        if tried == MOST_CUTS:
            break
    return text


def program(pieces, cut):
    """One program of all pieces, in order. Pieces that are no Python by themselves are left out where nobody says that they are Python."""
    codes = [textwrap.dedent(piece["code"]) for piece in pieces]
    if cut:
        codes[-1] = whole_part(codes[-1])
    whole = "\n\n".join(codes)
    if parse(whole)[0] is not None:
        return whole
    good = [
        code
        for code, piece in zip(codes, pieces)
        if parse(code)[0] is not None or (piece["python"] and not re.match(r"\s*(>>>|\$ |[%!])", code))
    ]
    return "\n\n".join(good) if good else whole


def comment_tokens(text):
    """Texts of # comments by the tokenizer, so that a # inside a string is none."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            first = token.start[0] <= 2 and re.match(r"#!|#.*coding[:=]", token.string)
            if token.type == tokenize.COMMENT and not first:
                found.append(token.string.lstrip("#!: ").strip())
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass
    return found


def is_code(text):
    """Whether a comment is a statement that was commented out. Names, sums and comparisons by themselves do nothing: they are prose."""
    branch = re.match(r"(elif|else|except|finally)\b", text) and text.endswith(":")
    tree = parse(text)[0] or (text.endswith(":") and parse(text + "\n pass")[0])
    if branch:
        return True
    for node in tree.body if tree else []:
        if isinstance(node, ast.AnnAssign) and node.value is None:
            continue  # "Output: [1, 2]"
        if not isinstance(node, ast.Expr):
            return True
        call = node.value.func if isinstance(node.value, ast.Call) else None
        if isinstance(call, ast.Attribute) or (isinstance(call, ast.Name) and call.id.isascii() and call.id not in "Oo"):
            return True
    return False


def says_something(text):
    return re.search(r"[^\W\d_]{2}|[\u3400-\u9fff]", text) is not None


def example(tree, names):
    """Whether the program itself calls one of its functions outside of any definition."""
    outside = [statement for statement in tree.body if not isinstance(statement, FUNCTION + (ast.ClassDef,))]
    calls = [node.func for statement in outside for node in ast.walk(statement) if isinstance(node, ast.Call)]
    return any(isinstance(function, ast.Name) and function.id in names for function in calls)


def arguments(node):
    """The smallest and the largest number of positional arguments; None without a largest."""
    plain = len(node.args.posonlyargs) + len(node.args.args)
    return [plain - len(node.args.defaults), None if node.args.vararg else plain]


def functions(tree):
    """Functions of the program's own level, and names given to a lambda."""
    found = []
    for node in tree.body:
        if isinstance(node, FUNCTION):
            found.append({"name": node.name, "arguments": arguments(node)})
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            found += [{"name": to.id, "arguments": arguments(node.value)} for to in node.targets if isinstance(to, ast.Name)]
    return found


def used(tree):
    """Names that are read or imported, and attributes as ".name"."""
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


def texts(tree):
    """Strings that stand alone: docstrings, and what others use as a comment of several lines."""
    alone = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
    return [constant.value for constant in alone if isinstance(constant.value, str)]


def analyse(pieces, cut):
    source = program(pieces, cut)
    tree, error, line = parse(source)
    comments = [comment for comment in comment_tokens(source) if says_something(comment) and not is_code(comment)]
    common = {"error": None, "source": source, "comments": comments}
    if tree is None:
        return common | {"error": error + (f" (line {line})" if line else ""), "functions": [], "docstrings": [], "used": [], "example": False}
    found = functions(tree)
    return common | {
        "functions": found,
        "docstrings": [text for text in texts(tree) if says_something(text)],
        "used": used(tree),
        "example": example(tree, {one["name"] for one in found}),
    }


def analysed(job):
    """From JSON {pieces: [{code, python}], cut} to JSON."""
    return json.dumps(analyse(**json.loads(job)))
