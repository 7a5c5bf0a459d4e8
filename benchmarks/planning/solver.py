"""A small face to HiGHS: columns, rows, a least value and a bound that is proven."""

from dataclasses import dataclass, field
from math import inf

from cadence_tui.planning.prove import greeted


@dataclass(frozen=True)
class Solution:
    """`value` is the best found (infinite when there is none), `bound` what no solution goes below."""

    optimal: bool
    value: float
    bound: float
    columns: list[float] = field(default_factory=list)
    duals: list[float] = field(default_factory=list)


class Model:
    """A linear programme to minimise; some columns may have to be whole numbers."""

    def __init__(self) -> None:
        self._costs: list[float] = []
        self._most: list[float] = []
        self._whole: list[bool] = []
        self._rows: list[tuple[list[tuple[int, float]], float, float]] = []

    def column(self, cost: float = 0.0, most: float = inf, whole: bool = False) -> int:
        """A column from 0 to `most`; answers its number."""
        self._costs.append(cost)
        self._most.append(most)
        self._whole.append(whole)
        return len(self._costs) - 1

    def row(self, terms: list[tuple[int, float]], least: float = -inf, most: float = inf) -> int:
        """A sum of columns between two bounds; answers its number."""
        self._rows.append((terms, least, most))
        return len(self._rows) - 1

    def solve(self, seconds: float = 20.0, gap: float = 1e-4) -> Solution:
        """The least value, to within a part of it, or what is known of it when the time is up."""
        import highspy

        greeted()
        engine = highspy.Highs()  # a new one each time: the clock of its time limit is never set back
        for option, setting in (
            ("output_flag", False),
            ("time_limit", seconds),
            ("threads", 1),
            ("mip_rel_gap", gap),
        ):
            engine.setOptionValue(option, setting)
        engine.passModel(self._programme(highspy))
        engine.run()
        status = engine.getModelStatus()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return Solution(optimal=True, value=inf, bound=inf)
        info, found = engine.getInfo(), engine.getSolution()
        optimal = status == highspy.HighsModelStatus.kOptimal
        value = info.objective_function_value if found.value_valid else inf
        if any(self._whole):
            bound = max(info.mip_dual_bound, -inf)
        else:
            bound = value if optimal else -inf
        return Solution(optimal, value, bound, list(found.col_value), list(found.row_dual))

    def _programme(self, highspy):
        import numpy as np

        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(self._costs), len(self._rows)
        programme.col_cost_ = np.array(self._costs, dtype=float)
        programme.col_lower_ = np.zeros(len(self._costs))
        programme.col_upper_ = np.array(self._most)
        programme.row_lower_ = np.array([least for _, least, _ in self._rows], dtype=float)
        programme.row_upper_ = np.array([most for _, _, most in self._rows], dtype=float)
        matrix = programme.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *(len(terms) for terms, _, _ in self._rows)]).astype(np.int32)
        matrix.index_ = np.array(
            [column for terms, _, _ in self._rows for column, _ in terms], dtype=np.int32
        )
        matrix.value_ = np.array([factor for terms, _, _ in self._rows for _, factor in terms], dtype=float)
        if any(self._whole):
            kinds = highspy.HighsVarType
            programme.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self._whole]
        return programme
