import random

random.seed(1337)
print([random.choice('micrograd') for _ in range(6)])  # expect: ['d', 'g', 'c', 'g', 'r', 'g']
print([random.choice([3, 1, 4, 1, 5]) for _ in range(6)])  # expect: [4, 1, 1, 4, 3, 1]
print(random.choice((1,)), random.choice(range(10, 20)), random.choice({0: 'a', 1: 'b'}))  # expect: 1 11 b


class Deck:
    def __len__(self):
        return 52

    def __getitem__(self, index):
        return f'card {index}'


print(random.choice(Deck()), random.choice(seq=Deck()))  # expect: card 25 card 25
