# A loop written the micrograd way: what a step makes goes out of scope, and three of the losses are kept.
from micrograd.engine import Value
w = Value(0.5)
kept = []
for step in range(20000):
    loss = (w * 3.0 - 1.0)**2
    w.grad = 0.0
    loss.backward()
    w.data -= 0.0001 * w.grad
    if step % 8000 == 0:
        kept.append(loss)
for loss in kept:
    print(loss.data)  # expect: 0.25
# expect: 7.568128465628731e-14
# expect: 2.2932383730001118e-26
print(w.data, w.grad)  # expect: 0.33333333333334875 2.7711166694643907e-13
kept[1].backward()
print(w.grad, kept[0].grad)  # expect: 4.951841977796079e-06 1.0
