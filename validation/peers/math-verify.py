# Grades rows of JSON lines {target, output} with Math-Verify, in its default settings, and prints one line a row: 1 or 0.
# pip install math-verify==0.9.0 latex2sympy2_extended==1.11.0 antlr4-python3-runtime==4.13.2
import json
import sys
from functools import lru_cache

from math_verify import parse, verify

parsed = lru_cache(maxsize=None)(lambda text: tuple(parse(text)))

for line in sys.stdin:
    row = json.loads(line)
    try:
        verdict = verify(list(parsed("$" + row["target"] + "$")), list(parsed(row["output"])))
    except Exception:
        verdict = False
    print(int(bool(verdict)), flush=False)
