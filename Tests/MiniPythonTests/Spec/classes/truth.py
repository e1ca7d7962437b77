class Empty:
    def __len__(self):
        return 0


class No:
    def __bool__(self):
        return False

    def __len__(self):
        return 5


class Plain:
    pass


print(bool(Empty()), bool(No()), len(No()), bool(Plain()), not Empty(), "yes" if No() else "no", No() or "or", Plain() and "and")
# expect: False False 5 True True no or and
