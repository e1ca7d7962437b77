(window.gradbookIndex=window.gradbookIndex||{})["slopes"]={
  "track": "Slopes & Signs",
  "pages": [
    [
      "slopes/01-product/brief.html",
      "The slope of a product",
      "Brief",
      [
        ["", "", "The product is −6.0 when both factors stand. Say why ∂L/∂a is −3.0 Multiplication Read the lesson first."]
      ]
    ],
    [
      "slopes/01-product/lesson.html",
      "The slope of a product",
      "Lesson",
      [
        ["", "", "from micrograd.engine import Value a = Value(2.0) b = Value(-3.0) L = a * b L.backward() print(L) Value(data=-6.0, grad=1.0)"],
        ["both-slopes", "Both slopes", "The slopes are −3.0 and 2.00; a third of one is −1.0, and 0.3333333333333333 is long. Ordinary code: == 1, a = 2. value slope a −3 b | c 2.0 Forward to −6.0 Step by step A line of slope −3.0 [!TIP] A footnote, struck, and https://example.org. done not done 1 / 0 ZeroDivisionError: division by zero Hidden is 7. See the sum, the track, home and data. import torch recorded code/engine.py def double(x): return 2 * x Only shown: <b> Math: ∂L/∂a. What is ∂L/∂a for L = a * b? The other factor, −3.0. Gradients [add] where a value is used twice. Gradients add where a value is used [twice]. It says −6.0."]
      ]
    ],
    [
      "slopes/02-sum/lesson.html",
      "A sum of 2 terms",
      "Lesson",
      [
        ["", "", "n = 2 from micrograd.engine import Value x = Value(2.0) y = Value(-3.0) s = x + y P = s * x By hand to −2.0"]
      ]
    ]
  ]
};
