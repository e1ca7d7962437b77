class Node:
    def __init__(self, v, n): self.v, self.n = v, n
n = None
for i in range(50000):
    n = Node(i, n)
print(n.v)  # expect: 49999
n = None
xs = []
for i in range(50000):
    xs = [xs]
xs = None
print("freed")  # expect: freed
