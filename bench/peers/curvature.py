"""The Hessian at a checkpoint in float64: what a stated error is held against.

    python curvature.py FOLDER evaluation|training PROBES

Loss, λ_max, Tr H and ‖H‖_F, the latter two from products with random signs after the 24 leading eigenvectors
(by modulus, SciPy's Lanczos) are taken out exactly, each with its own standard error.
"""

import json
import sys

import numpy as np
import torch
from scipy.sparse.linalg import LinearOperator, eigsh
from torch.nn import functional as F

from probes import load

folder, mode, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
torch.manual_seed(1)
model, images, labels = load(folder, False)
model = model.double().train(mode == "training")
parameters = list(model.parameters())
loss = F.cross_entropy(model(images.double()), labels)
kept = torch.cat([one.flatten() for one in torch.autograd.grad(loss, parameters, create_graph=True)])


def product(vector):
    v = torch.from_numpy(np.ascontiguousarray(vector, np.float64)).flatten()
    image = torch.autograd.grad(kept, parameters, v, retain_graph=True)
    return torch.cat([one.flatten() for one in image]).numpy()


size = kept.numel()
operator = LinearOperator((size, size), matvec=product, dtype=np.float64)
values, vectors = eigsh(operator, k=24, which="LM", tol=1e-4, v0=np.random.default_rng(1).normal(size=size))

random = np.random.default_rng(2)
traces, squares = [], []
for _ in range(count):
    signs = random.choice([-1.0, 1.0], size)
    signs -= vectors @ (vectors.T @ signs)
    image = product(signs)
    traces.append(signs @ image)
    squares.append(image @ image)


def with_error(exact, rest):
    return exact + np.mean(rest), np.std(rest, ddof=1) / np.sqrt(len(rest))


trace, trace_error = with_error(values.sum(), traces)
square, square_error = with_error((values**2).sum(), squares)
print(
    json.dumps(
        {
            "loss": loss.item(),
            "lambdaMax": values.max(),
            "trace": {"value": trace, "standardError": trace_error},
            "frobenius": {
                "value": np.sqrt(square),
                "standardError": square_error / (2 * np.sqrt(square)),
            },
        }
    )
)
