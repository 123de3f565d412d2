"""Trains cells of the study in PyTorch: same images and protocol, other initial weights and orders of examples.

    python replicate.py FOLDER PROCESSES

FOLDER/jobs.json is what bench/replication.ts wrote. A line of JSON a run: its cell, how it ended, the accuracy on
the validation images at the target (or the best of all rows), and ‖H‖_F of the train loss at the target.
"""

import copy
import json
import math
import multiprocessing
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from models import build

FOLDER = Path(sys.argv[1])
# Steps in a row that are looked at where a single step leaps over the target.
LONGEST_WALK = 30


def read(images, shape):
    stored = np.fromfile(FOLDER / images["pixels"], np.float32).reshape(-1, *shape)
    pixels = torch.from_numpy(stored).permute(0, 3, 1, 2).contiguous()
    labels = torch.from_numpy(np.fromfile(FOLDER / images["labels"], np.int32).astype(np.int64))
    return pixels, labels


def initialise(model, spec):
    """He-normal or Glorot-uniform kernels, biases at zero, as src/models draws them."""
    he = spec.get("initialisation", {}).get("kind") == "he-normal"
    for module in model.modules():
        if isinstance(module, (nn.Linear, nn.Conv2d)):
            if he:
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
            else:
                nn.init.xavier_uniform_(module.weight)
            if module.bias is not None:
                nn.init.zeros_(module.bias)


class Training:
    def __init__(self, job):
        self.plan = job["plan"]
        torch.manual_seed(job["torchSeed"])
        self.pixels, self.labels = read(job["images"], job["shape"])
        self.model = build(job["model"], self.pixels[0].numel())
        initialise(self.model, job["model"])
        self.norms = [one for one in self.model.modules() if hasattr(one, "running_mean")]
        for norm in self.norms:
            norm.momentum = None
        self.size = self.plan["trainSize"]
        self.evaluated = min(self.size, job["evaluationSize"])
        self.validation = slice(self.size, self.size + job["validationSize"])
        self.order_seed = job["torchSeed"]
        self.step = 0
        self.permutations = {}

    def permutation(self, epoch):
        if epoch not in self.permutations:
            generator = torch.Generator().manual_seed(self.order_seed * 100_003 + epoch)
            self.permutations = {epoch: torch.randperm(self.size, generator=generator)}
        return self.permutations[epoch]

    def batch(self):
        start, parts, wanted = self.step * self.plan["batchSize"], [], self.plan["batchSize"]
        while wanted > 0:
            epoch, offset = divmod(start, self.size)
            part = self.permutation(epoch)[offset : offset + wanted]
            parts.append(part)
            start, wanted = start + len(part), wanted - len(part)
        return torch.cat(parts)

    @property
    def epoch(self):
        return self.step * self.plan["batchSize"] / self.size

    def advance(self):
        """One step of SGD; the loss of its batch."""
        self.model.train()
        chosen = self.batch()
        loss = F.cross_entropy(self.model(self.pixels[chosen]), self.labels[chosen])
        parameters = list(self.model.parameters())
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients):
                parameter -= self.plan["learningRate"] * gradient
        self.step += 1
        return loss.item()

    def settle(self):
        """Statistics of batch norm of these weights, from one batch of the evaluated training images."""
        if not self.norms:
            return
        for norm in self.norms:
            norm.reset_running_stats()
        self.model.train()
        with torch.no_grad():
            self.model(self.pixels[: self.evaluated])

    def evaluate(self, part):
        self.settle()
        self.model.eval()
        with torch.no_grad():
            logits = self.model(self.pixels[part])
        loss = F.cross_entropy(logits, self.labels[part]).item()
        return loss, (logits.argmax(1) == self.labels[part]).float().mean().item()

    def train_loss(self):
        return self.evaluate(slice(0, self.evaluated))[0]

    def accuracy(self):
        return self.evaluate(self.validation)[1]

    def place(self):
        return self.step, copy.deepcopy(self.model.state_dict())

    def back(self, place):
        self.step = place[0]
        self.model.load_state_dict(place[1])


def meet_target(run, target, tolerance, cap, every):
    """Goes on until the train loss is within the tolerance of the target; False where it never is."""
    steps = max(1, round(every * run.size / run.plan["batchSize"]))
    above = run.place()
    while True:
        for _ in range(steps):
            run.advance()
        loss = run.train_loss()
        if not math.isfinite(loss):
            return False
        if abs(loss - target) <= tolerance:
            return True
        if loss < target:
            break
        above = run.place()
        if run.epoch >= cap:
            return False
    below = run.step
    while below - above[0] > 1:
        run.back(above)
        middle = (above[0] + below) // 2
        while run.step < middle:
            run.advance()
        loss = run.train_loss()
        if abs(loss - target) <= tolerance:
            return True
        if loss > target:
            above = run.place()
        else:
            below = middle
    run.back(above)
    nearest = (abs(run.train_loss() - target), run.place())
    for _ in range(LONGEST_WALK):
        run.advance()
        distance = abs(run.train_loss() - target)
        if distance <= tolerance:
            return True
        nearest = min(nearest, (distance, run.place()), key=lambda one: one[0])
    run.back(nearest[1])
    return True


def frobenius(run, images, sketch=16, probes=12):
    """‖H‖_F on the first images in evaluation mode: a range of H taken out exactly, the rest from random signs."""
    run.settle()
    run.model.eval()
    parameters = list(run.model.parameters())
    loss = F.cross_entropy(run.model(run.pixels[:images]), run.labels[:images])
    gradients = torch.autograd.grad(loss, parameters, create_graph=True)
    kept = torch.cat([one.flatten() for one in gradients])

    def product(vector):
        image = torch.autograd.grad(kept, parameters, vector, retain_graph=True)
        return torch.cat([one.flatten() for one in image])

    columns = [product(torch.randn_like(kept)) for _ in range(sketch)]
    basis, _ = torch.linalg.qr(torch.stack(columns, 1))
    exact = sum(product(basis[:, index].contiguous()).square().sum() for index in range(sketch))
    rest = []
    for _ in range(probes):
        signs = torch.randint_like(kept, 2) * 2 - 1
        signs -= basis @ (basis.T @ signs)
        rest.append(product(signs).square().sum())
    return math.sqrt((exact + torch.stack(rest).mean()).item())


def to_target(run, job):
    target = run.plan["target"]
    reached = meet_target(run, target["trainLoss"], target["tolerance"], job["capEpochs"], 0.5)
    if not reached:
        return {"outcome": "capped"}
    return {
        "outcome": "reached target",
        "trainLoss": run.train_loss(),
        "validationAccuracy": run.accuracy(),
        "frobenius": frobenius(run, job["curvatureImages"]),
    }


def to_limit(run, job):
    """The best accuracy of the rows of the history; a run that diverges counts with what it had."""
    every = run.plan["history"]["everyEpochs"]
    best, rows, first = run.accuracy(), 1, None
    while run.epoch < job["capEpochs"]:
        loss = run.advance()
        first = first or loss
        if not loss <= 1000 * max(first, math.log(10)):
            return {"outcome": "diverged", "validationAccuracy": best}
        if run.epoch >= rows * every:
            best, rows = max(best, run.accuracy()), math.floor(run.epoch / every) + 1
    return {"outcome": "completed", "validationAccuracy": best}


def work(job):
    torch.set_num_threads(1)
    run = Training(job)
    found = to_target(run, job) if "target" in run.plan else to_limit(run, job)
    return {"cell": job["cell"], **found}


if __name__ == "__main__":
    jobs = json.loads((FOLDER / "jobs.json").read_text())
    with multiprocessing.get_context("spawn").Pool(int(sys.argv[2])) as pool:
        for found in pool.imap_unordered(work, jobs, chunksize=1):
            print(json.dumps(found), flush=True)
