"""Answers one JSON question a line with what statsmodels and scipy say."""
import json
import sys
import warnings

import numpy as np
import statsmodels.api as sm
from scipy import integrate, stats
from statsmodels.stats.diagnostic import het_breuschpagan
from statsmodels.stats.stattools import durbin_watson, jarque_bera
from statsmodels.stats.outliers_influence import OLSInfluence, variance_inflation_factor

warnings.simplefilter("ignore")


def regression(ask):
    y = np.array(ask["y"])
    x = sm.add_constant(np.array(ask["x"]).T) if ask["intercept"] else np.array(ask["x"]).T
    fit = sm.OLS(y, x).fit()
    at = np.array([[1.0, *row] if ask["intercept"] else row for row in ask["at"]])
    seen = fit.get_prediction(at)
    frame = seen.summary_frame(alpha=0.1)
    told = {
        "params": fit.params, "bse": fit.bse, "t": fit.tvalues, "p": fit.pvalues,
        "rSquared": fit.rsquared, "adjusted": fit.rsquared_adj, "f": fit.fvalue, "fP": fit.f_pvalue,
        "interval": fit.conf_int(0.1), "mean": frame["mean"], "low": frame["obs_ci_lower"], "high": frame["obs_ci_upper"],
        "meanLow": frame["mean_ci_lower"], "durbinWatson": durbin_watson(fit.resid),
        "jarqueBera": jarque_bera(fit.resid)[1], "cook": OLSInfluence(fit).cooks_distance[0],
    }
    if ask["intercept"]:
        told["breuschPagan"] = het_breuschpagan(fit.resid, x)[1]
        told["inflation"] = [variance_inflation_factor(x, j) for j in range(1, x.shape[1])]
    return told


def tails(ask):
    return {
        "t": [2 * stats.t.sf(abs(t), df) for t, df in ask["t"]],
        "f": [stats.f.sf(f, a, b) for f, a, b in ask["f"]],
        "chi": [stats.chi2.sf(x, df) for x, df in ask["chi"]],
        "quantile": [stats.t.ppf((1 + c) / 2, df) for c, df in ask["quantile"]],
    }


def correlation(ask):
    a, b = np.array(ask["a"]), np.array(ask["b"])
    p, s = stats.pearsonr(a, b), stats.spearmanr(a, b)
    return {"pearson": [p.statistic, p.pvalue], "spearman": [s.statistic, s.pvalue]}


def ranges(_):
    """Mean and deviation of the range of n normal values, by integration of its distribution."""
    x = np.linspace(-9, 9, 4001)
    w = np.linspace(0, 14, 2801)
    told = []
    for n in range(2, 11):
        between = (stats.norm.cdf(x[None, :] + w[:, None]) - stats.norm.cdf(x)[None, :]) ** (n - 1)
        above = 1 - n * integrate.simpson(stats.norm.pdf(x)[None, :] * between, x=x, axis=1)
        mean = integrate.simpson(above, x=w)
        told.append([mean, np.sqrt(2 * integrate.simpson(w * above, x=w) - mean * mean)])
    return {"factors": told}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return np.asarray(value).tolist()


kinds = {"regression": regression, "tails": tails, "correlation": correlation, "ranges": ranges}
print("ready 1", flush=True)
for line in sys.stdin:
    ask = json.loads(line)
    print(json.dumps(plain(kinds[ask["kind"]](ask))), flush=True)
