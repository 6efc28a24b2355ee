"""심사 결과표: outcomes of every case by reason, the cases behind them, what changed and why."""
