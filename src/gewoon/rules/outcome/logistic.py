"""The chance of a yes, by what is known: logistic regression by Newton's method."""

import numpy as np

from gewoon.rules.outcome.values import Floats


def logistic(x: Floats, y: Floats, weights: Floats | None = None) -> Floats:
    """Answer coefficients (k,) of x (n, k), which carries its own constant, for y (n,) of 0 or 1.

    Raises ValueError when the columns separate the two groups or say the same twice.
    """
    w = np.ones(len(y)) if weights is None else weights
    beta = np.zeros(x.shape[1])
    for _ in range(40):
        chance = probability(x, beta)
        information = (x * (w * chance * (1 - chance))[:, None]).T @ x
        try:
            step = np.linalg.solve(information, x.T @ (w * (y - chance)))
        except np.linalg.LinAlgError:
            break
        beta = beta + step
        if np.abs(beta).max() > 1e3:
            break
        if np.abs(step).max() < 1e-10:
            return beta
    raise ValueError("the covariates separate who is treated from who is not: no comparable group exists")


def probability(x: Floats, beta: Floats) -> Floats:
    """Answer the chance of a yes per row."""
    found: Floats = 1 / (1 + np.exp(-np.clip(x @ beta, -500, 500)))
    return found
