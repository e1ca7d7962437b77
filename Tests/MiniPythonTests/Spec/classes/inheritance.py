class Animal:
    kind = "animal"
    made = 0

    def __init__(self, name):
        self.name = name
        Animal.made += 1

    def sound(self):
        return "..."

    def speak(self):
        return self.name + " says " + self.sound()


class Dog(Animal):
    kind = "dog"

    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def sound(self):
        return "woof"


class Puppy(Dog):
    def sound(self):
        return super().sound().upper() + "!"


p = Puppy("Rex", 1)
print(p.speak(), p.kind, p.age, Animal.made, Animal.sound(p), isinstance(p, Animal), issubclass(Puppy, Dog))  # expect: Rex says WOOF! dog 1 1 ... True True
p.kind = "puppy"
print(p.kind, Puppy.kind, Animal.kind)  # expect: puppy dog animal
del p.kind
print(p.kind, type(p).__name__, p.__class__ is Puppy)  # expect: dog Puppy True
