"""Holds the logits of a converted model against a float32 forward pass computed from the GGUF file.

    pip install gguf numpy
    npx tsx bench/parity.ts FOLDER TEXT LOGITS [--arithmetic fast]
    python bench/parity.py FILE.gguf LOGITS

Shares nothing with the converter: the file is read and its numbers are made floats by the package gguf, and the pass is numpy. Handles
the architectures llama, qwen2 and gemma3. Prints the perplexity of both, the mean and the largest KL divergence in nats (reference
against converted), the positions with the same top token, and the largest difference of a logit. Holds one matrix at a time as floats.
"""

import json
import os
import sys

import numpy as np
from gguf import GGUFReader, dequantize

reader = GGUFReader(sys.argv[1])
tensors = {tensor.name: tensor for tensor in reader.tensors}
arch = reader.fields["general.architecture"].contents()


def field(key, absent=None):
    found = reader.fields.get(f"{arch}.{key}")
    return absent if found is None else found.contents()


def weight(name, rows=slice(None)):
    tensor = tensors[name]
    return dequantize(np.asarray(tensor.data)[rows], tensor.tensor_type).astype(np.float32, copy=False)


layers, hidden = field("block_count"), field("embedding_length")
heads, shared = field("attention.head_count"), field("attention.head_count_kv")
dim = field("attention.key_length", hidden // heads)
eps = np.float32(field("attention.layer_norm_rms_epsilon"))
gemma = arch == "gemma3"
base = field("rope.freq_base", 1e6 if gemma else 1e4)
window, every = (field("attention.sliding_window"), field("attention.sliding_window_pattern", 6)) if gemma else (0, 1)
local_base = field("rope.freq_base_swa", 1e4)


def rms(x, w):
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + eps) * w


def rotated(x, theta):
    angles = np.outer(np.arange(len(x)), 1 / theta ** (np.arange(0, dim, 2) / dim))  # float64
    c, s = (f(angles)[:, None].astype(np.float32) for f in (np.cos, np.sin))
    # llama files have the pairs side by side, the others in two halves
    a, b = (np.s_[..., 0::2], np.s_[..., 1::2]) if arch == "llama" else (np.s_[..., : dim // 2], np.s_[..., dim // 2 :])
    out = np.empty_like(x)
    out[a], out[b] = x[a] * c - x[b] * s, x[a] * s + x[b] * c
    return out


def attention(q, k, v, local):
    n = len(q)
    back = np.arange(n)[:, None] - np.arange(n)[None]
    hidden_from = (back < 0) | ((back >= window) if local else False)
    out = np.empty((n, heads, dim), np.float32)
    for h in range(heads):
        scores = q[:, h] @ k[:, h * shared // heads].T / np.float32(np.sqrt(dim))
        scores[hidden_from] = -np.inf
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        out[:, h] = scores / scores.sum(-1, keepdims=True) @ v[:, h * shared // heads]
    return out.reshape(n, heads * dim)


def activation(g):
    if gemma:  # GELU, by tanh
        return 0.5 * g * (1 + np.tanh(np.float32(np.sqrt(2 / np.pi)) * (g + np.float32(0.044715) * g * g * g)))
    return g / (1 + np.exp(-g))


def layer(x, l):
    n = len(x)
    of = lambda name: weight(f"blk.{l}.{name}.weight")
    product = lambda h, name: h @ of(name).T + (weight(f"blk.{l}.{name}.bias") if f"blk.{l}.{name}.bias" in tensors else 0)
    local = gemma and (l + 1) % every != 0
    theta = local_base if local else base
    h = rms(x, of("attn_norm"))
    q, k, v = (product(h, f"attn_{c}").reshape(n, -1, dim) for c in "qkv")
    if f"blk.{l}.attn_q_norm.weight" in tensors:
        q, k = rms(q, of("attn_q_norm")), rms(k, of("attn_k_norm"))
    a = attention(rotated(q, theta), rotated(k, theta), v, local) @ of("attn_output").T
    x = x + (rms(a, of("post_attention_norm")) if gemma else a)
    h = rms(x, of("ffn_norm"))
    f = (activation(h @ of("ffn_gate").T) * (h @ of("ffn_up").T)) @ of("ffn_down").T
    return x + (rms(f, of("post_ffw_norm")) if gemma else f)


with open(sys.argv[2], "rb") as file:
    head = json.loads(file.readline())
    start = file.tell()
width = head["vocabulary"]
complete = (os.path.getsize(sys.argv[2]) - start) // (4 * width)  # a file that is still being written has the first positions
ids = np.array(head["ids"])[:complete]
converted = np.memmap(sys.argv[2], np.float32, "r", start, (len(ids), width))

x = weight("token_embd.weight", ids) * (np.float32(np.sqrt(hidden)) if gemma else np.float32(1))
for l in range(layers):
    x = layer(x, l)
    print(f"\r{l + 1}/{layers} layers", end="", file=sys.stderr)
print(file=sys.stderr)
x = rms(x, weight("output_norm.weight"))
output = weight("output.weight" if "output.weight" in tensors else "token_embd.weight")


def log_shares(z):
    z = z.astype(np.float64)
    z = z - z.max(-1, keepdims=True)
    return z - np.log(np.exp(z).sum(-1, keepdims=True))


kl, same, largest, said = [], 0, 0.0, np.zeros(2)
others = []  # positions with another top token: how far apart the reference had the two
step = 64
for at in range(0, len(ids), step):
    ours, theirs = np.array(converted[at : at + step]), x[at : at + step] @ output.T
    p, q = log_shares(theirs), log_shares(ours)
    kl.extend((np.exp(p) * (p - q)).sum(-1))
    top, found = theirs.argmax(-1), ours.argmax(-1)
    same += int((top == found).sum())
    others += [round(float(theirs[i, top[i]] - theirs[i, found[i]]), 5) for i in np.flatnonzero(top != found)]
    largest = max(largest, float(np.abs(ours - theirs).max()))
    next_ids = ids[at + 1 : at + 1 + step]
    rows = np.arange(len(next_ids))
    said += [p[rows, next_ids].sum(), q[rows, next_ids].sum()]

perplexity = np.exp(-said / (len(ids) - 1))
print(
    f"{head['arithmetic']}, {head['text']}: {len(ids)} positions, perplexity {perplexity[0]:.4f} from the file, {perplexity[1]:.4f} converted; "
    f"KL {np.mean(kl):.2g} nats, at most {np.max(kl):.2g}; same top token {same} of {len(ids)}; largest difference of a logit {largest:.2g}"
    + (f"; where another token was best, the file's best led by {sorted(others)[-5:]}" if others else "")
)
