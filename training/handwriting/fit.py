"""Fit the head on kept sights."""

import math
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from parsers.scans import hand
from training.handwriting.judging import distance
from training.handwriting.net import Head, engine_layer
from training.handwriting.sights import HIGH, LOW, Sample

_BATCH = 640  # steps of the lines that are learned from together
_RATE = 1.2e-3
_KEPT = 0.99  # of the mean of the weights, at each move

Steps = NDArray[np.float16]


def fitted(
    steps: Steps, samples: Sequence[Sample], judges: tuple[Steps, Sequence[Sample]], passes: float, seed: int
) -> Head:
    """Give a head that went `passes` times through the samples; the mean of its last moves counts."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    head = Head(*engine_layer())
    some = np.concatenate([steps[one.start : one.start + one.steps] for one in samples[:300]])[:, :LOW]
    low = torch.from_numpy(some.astype(np.float32))
    head.scaled(low.mean(dim=0), low.std(dim=0) + 1e-2)
    mean = torch.optim.swa_utils.AveragedModel(head, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(_KEPT))
    moves = torch.optim.AdamW(head.parameters(), lr=_RATE, weight_decay=1e-3)
    loss_of = nn.CTCLoss(zero_infinity=True)
    whole = int(passes * len(samples))
    done, lost, start, told = 0, 0.0, time.monotonic(), 0
    while done < whole:
        for batch in _batches(samples, chance):
            for group in moves.param_groups:
                group["lr"] = _RATE * _pace(done / whole)
            seen, texts, many, long = _together(steps, batch)
            head.train()
            values = head(seen).log_softmax(2).transpose(0, 1)
            loss = loss_of(values, texts, many, long)
            moves.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 5.0)
            moves.step()
            mean.update_parameters(head)
            done += len(batch)
            lost = 0.98 * lost + 0.02 * float(loss.detach())
            if done // 2500 > told:
                told = done // 2500
                print(f"{done} of {whole}, {time.monotonic() - start:.0f} s, loss {lost:.3f}, "
                      f"errors {errors(mean.module, *judges):.4f}", flush=True)  # fmt: skip
            if done >= whole:
                break
    result: Head = mean.module
    result.eval()
    return result


def _pace(share: float) -> float:
    """Give the share of the rate: rising at first, then falling as a cosine."""
    return min(1.0, share / 0.03) * 0.5 * (1 + math.cos(math.pi * min(1.0, share)))


def _batches(samples: Sequence[Sample], chance: np.random.Generator) -> Iterator[list[Sample]]:
    """Give all samples, those of like length together, in an order by chance."""
    order = sorted(samples, key=lambda one: one.steps * chance.uniform(0.9, 1.1))
    batches: list[list[Sample]] = [[]]
    for one in order:
        if batches[-1] and (len(batches[-1]) + 1) * max(one.steps, batches[-1][-1].steps) > _BATCH:
            batches.append([])
        batches[-1].append(one)
    for at in chance.permutation(len(batches)):
        yield batches[at]


def _together(steps: Steps, batch: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Give the sights of a batch, their texts, and both their lengths."""
    longest = max(one.steps for one in batch)
    seen = np.zeros((len(batch), longest, LOW + HIGH), np.float32)
    for row, one in enumerate(batch):
        seen[row, : one.steps] = steps[one.start : one.start + one.steps]
    texts = [hand.LETTERS.index(letter) + 1 for one in batch for letter in one.text]
    return (
        torch.from_numpy(seen), torch.tensor(texts), torch.tensor([one.steps for one in batch]),
        torch.tensor([len(one.text) for one in batch]),
    )  # fmt: skip


def errors(head: nn.Module, steps: Steps, samples: Sequence[Sample]) -> float:
    """Give the share of wrong characters."""
    head.eval()
    wrong = 0
    with torch.no_grad():
        for one in samples:
            seen = torch.from_numpy(np.asarray(steps[one.start : one.start + one.steps], np.float32))[None]
            chances = head(seen).softmax(2)[0].numpy()
            wrong += distance(hand.best(chances).text, one.text)
    return wrong / sum(len(one.text) for one in samples)
