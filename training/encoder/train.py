"""Step 4: trains trunk and heads together, on one thread, in steps that are the same bits every time.

Everything drawn in a step depends on the seed and the step's number alone, so training that was broken off goes on from its
last checkpoint as if it had not been.
"""

from __future__ import annotations

import math
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from sijill.encode.heads import HEADS, STANCE, Head
from sijill.encode.pieces import Cutter
from training.encoder.e5file import Weights
from training.encoder.examples import Batch, Corpus, plan_epoch
from training.encoder.model import Model, mean_of, unit
from training.encoder.names import Swapper
from training.encoder.settings import Settings

SAVE_EVERY, TELL_EVERY = 150, 50
_ABLE = torch.cpu.get_capabilities()
# Half the bits only where the processor can: imitated, a step takes twice as long as in fp32 (2026-11).
HALF = bool(_ABLE.get("avx512_bf16") or _ABLE.get("amx_bf16"))


def make_optimiser(model: Model, settings: Settings) -> torch.optim.AdamW:
    """AdamW with a rate a layer, lower further down; the vectors of the pieces stay as they are."""
    model.trunk.words.weight.requires_grad_(False)
    count = len(model.trunk.layers)
    groups: dict[float, list[nn.Parameter]] = defaultdict(list)
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        if not name.startswith("trunk."):
            groups[settings.head_rate].append(parameter)
            continue
        depth = count - 1 - int(name.split(".")[2]) if name.startswith("trunk.layers.") else count
        groups[settings.trunk_rate * settings.rate_decay**depth].append(parameter)
    rows = [{"params": parameters, "lr": rate, "peak": rate} for rate, parameters in groups.items()]
    return torch.optim.AdamW(rows, weight_decay=settings.weight_decay, fused=True)


def rate_at(share: float, warm_up: float) -> float:
    """What part of its peak the rate has when `share` of all steps are done: up in a line, then down in one."""
    return min(share / warm_up, (1.0 - share) / (1.0 - warm_up))


def loss_of(model: Model, batch: Batch, settings: Settings) -> Tensor:
    """The loss of one batch by its task."""
    ids, mask = batch.ids()
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        states = model.trunk(ids, mask)
    states = states.float()
    loss = torch.zeros(())
    if batch.task == "pair":
        scores = model.read_pair(STANCE.name, states, mask)
        return loss + nn.functional.cross_entropy(scores, batch.labels(), label_smoothing=2 * settings.smoothing)
    if heads := batch.heads():
        rows, places = batch.words()
        for head in heads:
            weight = settings.tags_from_rules if batch.task == "told" else 1.0
            scores = model.read_tags(head, states[rows, places])
            loss = loss + weight * nn.functional.cross_entropy(
                scores, batch.tags(head), label_smoothing=settings.smoothing
            )
    if batch.task in ("told", "query"):
        ours, theirs = unit(mean_of(states, mask)), batch.vectors()
        loss = loss + settings.meaning * (1.0 - (ours * theirs).sum(1)).mean()
        loss = loss + settings.geometry * ((ours @ ours.T - theirs @ theirs.T) ** 2).mean()
    return loss


def train(
    weights: Weights,
    corpus: Corpus,
    cutter: Cutter,
    settings: Settings,
    *,
    checkpoint: Path | None = None,
    most: int = 0,
    heads: Sequence[Head] = HEADS,
    known: Mapping[str, Tensor] | None = None,
) -> Model:
    """The trained model; `most` stops after so many steps (0: after all epochs), `known` are weights of heads to go on from."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(settings.seed)
    model = Model(weights, settings.dropout, heads)
    if known:
        model.load_state_dict(known, strict=False)
    optimiser = make_optimiser(model, settings)
    swapper = Swapper()
    step = _resume(checkpoint, model, optimiser)
    plan = plan_epoch(corpus, cutter, swapper, settings, 0)
    total = settings.epochs * len(plan)  # epochs differ by a few batches: the rate ends within a step or two of zero
    done, losses, started = 0, defaultdict[str, list[float]](list), time.perf_counter()
    model.train()
    for epoch in range(settings.epochs):
        plan = plan if epoch == 0 else plan_epoch(corpus, cutter, swapper, settings, epoch)
        for batch in plan:
            done += 1
            if done <= step:
                continue
            _take_step(
                model,
                optimiser,
                batch,
                settings,
                share=min(done / total, 1.0),
                number=done,
                losses=losses,
            )
            if done % TELL_EVERY == 0:
                _tell(done, total, time.perf_counter() - started, losses)
            if checkpoint and done % SAVE_EVERY == 0:
                _save(checkpoint, model, optimiser, done)
            if done == most:
                return model.eval()
    return model.eval()


def _take_step(
    model: Model,
    optimiser: torch.optim.AdamW,
    batch: Batch,
    settings: Settings,
    *,
    share: float,
    number: int,
    losses: dict[str, list[float]],
) -> None:
    torch.manual_seed(settings.seed + number)
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * max(rate_at(share, settings.warm_up), 0.0)
    loss = loss_of(model, batch, settings)
    if not math.isfinite(loss.item()):
        raise FloatingPointError(f"the loss of step {number} ({batch.task}) is {loss.item()}")
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_((p for group in optimiser.param_groups for p in group["params"]), settings.clip)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    losses[batch.task].append(loss.item())


def _tell(done: int, total: int, seconds: float, losses: dict[str, list[float]]) -> None:
    means = {task: round(sum(values[-40:]) / len(values[-40:]), 3) for task, values in sorted(losses.items())}
    print(f"step {done}/{total} {seconds:.0f} s {means}", file=sys.stderr, flush=True)


def _save(file: Path, model: Model, optimiser: torch.optim.AdamW, step: int) -> None:
    fresh = file.with_suffix(".new")
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, fresh)
    fresh.replace(file)


def _resume(file: Path | None, model: Model, optimiser: torch.optim.AdamW) -> int:
    if file is None or not file.exists():
        return 0
    kept = torch.load(file, weights_only=True)
    model.load_state_dict(kept["model"])
    optimiser.load_state_dict(kept["optimiser"])
    return int(kept["step"])
