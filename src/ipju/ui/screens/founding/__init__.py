"""업무 사무실 만들기: the first start, step by step; nothing is written before the last one."""
