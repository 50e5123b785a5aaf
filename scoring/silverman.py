"""Has the density more than one mode? (Silverman 1981, calibrated by Hall & York 2001)

The critical bandwidth is the smallest at which a Gaussian kernel density has one mode. Samples
drawn from that density are tested for more modes at λ times its bandwidth.
Modes are counted within the central 98 % of the sample: a lone site in a tail is no mode.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.posterior import Floats

CALIBRATION = 1.1294  # λ at the 5 % level
SAMPLES = 500
BINS = 2048
STEPS = 30
NOISE_FLOOR = 1e-9  # of the highest: what is lower is the rounding of the transform


def silverman_test(sample: Floats, seed: int) -> float:
    """The p-value of one mode against more."""
    h = critical_bandwidth(sample)
    rng = np.random.default_rng(seed)
    drawn = rng.choice(sample, (SAMPLES, len(sample)))
    noise = rng.standard_normal(drawn.shape)
    scale = 1 / np.sqrt(1 + h**2 / np.var(sample))
    smooth = sample.mean() + scale * (drawn - sample.mean() + h * noise)
    return float(np.mean(modes(smooth, CALIBRATION * h) > 1))


def critical_bandwidth(sample: Floats) -> float:
    """The smallest bandwidth with one mode, by halving; in points of score."""
    low, high = 0.0, float(np.ptp(sample))
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if modes(sample, middle) > 1 else (low, middle)
    return high


def modes(samples: Floats, h: float) -> NDArray[np.int_]:
    """How many local maxima the density of each sample has in its central 98 %.

    Samples of shape (…, n) give counts of shape (…).
    """
    x, f = density(samples, h)
    low, high = np.quantile(samples, [0.01, 0.99], axis=-1)[..., None]
    counts: NDArray[np.int_] = (local_maxima(f) & (x > low) & (x < high)).sum(axis=-1)
    return counts


def local_maxima(f: Floats) -> NDArray[np.bool_]:
    """Where densities on a grid have their local maxima; a plateau counts once."""
    rises = np.diff(f, prepend=0.0) > 0
    falls = np.diff(f, append=0.0) <= 0
    maxima: NDArray[np.bool_] = rises & falls & (f > NOISE_FLOOR * f.max(axis=-1, keepdims=True))
    return maxima


def density(samples: Floats, h: float) -> tuple[Floats, Floats]:
    """Gaussian kernel densities of samples of shape (…, n), by Fourier transform of their counts.

    Places of shape (BINS,) and heights of shape (…, BINS). The grid reaches a whole range beyond
    the samples on either side, so that what wraps around it is nothing.
    """
    least, span = samples.min(), np.ptp(samples) or 1.0
    width = 3 * span / BINS
    bins = ((samples - least + span) / width).astype(int).reshape(-1, samples.shape[-1])
    rows = np.arange(len(bins))[:, None] * BINS
    counts = np.bincount((rows + bins).ravel(), minlength=len(bins) * BINS)
    frequencies = 2 * np.pi * np.fft.rfftfreq(BINS, width)
    kernel = np.exp(-0.5 * (h * frequencies) ** 2)
    smooth: Any = np.fft.irfft(np.fft.rfft(counts.reshape(*samples.shape[:-1], BINS)) * kernel)
    x = least - span + (np.arange(BINS) + 0.5) * width
    return x, smooth / (samples.shape[-1] * width)
