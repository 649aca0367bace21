using System;
using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>
/// A number in double precision, and how far off it may be in single precision: a running error analysis to the first order (Higham, "Accuracy and Stability of
/// Numerical Algorithms", 2002, section 3.3), in which the errors of sums add up as independent ones do (Higham and Mary, "A new approach to probabilistic
/// rounding error analysis", 2019), those of products, whose factors are often made of the same numbers, in full. An operation hands on the errors of its operands,
/// times its derivatives, and adds the largest of its own. So differences that cancel, derivatives of saturated units and sums of whatever size get the room
/// that rounding takes of them, and nothing else does.
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="Variance">The sum of the squares of the errors that go into it.</param>
internal readonly record struct Rounded(double Value, double Variance)
{
    /// <summary>The largest relative error of one rounding to a float.</summary>
    private const double Unit = 1.0 / (1 << 24);

    /// <summary>The largest error of rounding a number below the normal floats: half of the smallest one.</summary>
    private const double SubnormalUnit = float.Epsilon / 2.0;

    /// <summary>The error bound of the gates' sigmoid, as its documentation states it.</summary>
    private const double SigmoidError = 1.2e-7;

    /// <summary>
    /// How far off a float may be: three times the root of <see cref="Variance"/>. That counts every rounding as the largest that it can be, which is about
    /// two and a half times its standard deviation; seven standard deviations are met by no sweep.
    /// </summary>
    public double Error => 3 * Math.Sqrt(Variance);

    /// <summary>A number that a float holds exactly.</summary>
    public static implicit operator Rounded(double exact) => new(exact, 0);

    public static Rounded operator +(Rounded a, Rounded b) => Of(a.Value + b.Value, a.Variance + b.Variance);

    public static Rounded operator -(Rounded a, Rounded b) => Of(a.Value - b.Value, a.Variance + b.Variance);

    public static Rounded operator -(Rounded a) => a with { Value = -a.Value };

    public static Rounded operator *(Rounded a, Rounded b)
    {
        double product = a.Value * b.Value;
        double both = a.Variance == 0 || b.Variance == 0 ? 0 : 2 * Math.Abs(product) * Math.Sqrt(a.Variance * b.Variance);
        return Of(product, (Square(b.Value) * a.Variance) + both + (Square(a.Value) * b.Variance));
    }

    public static Rounded operator /(Rounded a, Rounded b) =>
        Of(a.Value / b.Value, Square((Math.Sqrt(a.Variance) + (Math.Abs(a.Value / b.Value) * Math.Sqrt(b.Variance))) / b.Value));

    /// <summary>Exact numbers.</summary>
    public static Rounded[] Exactly(IEnumerable<double> numbers) => [.. numbers.Select(number => (Rounded)number)];

    /// <summary>The float next to a number.</summary>
    public static Rounded ToFloat(double number) => Of(number, 0);

    /// <summary>The sum of numbers.</summary>
    public static Rounded Sum(IEnumerable<Rounded> numbers) => numbers.Aggregate((Rounded)0, (sum, number) => sum + number);

    /// <summary>The logistic function of a number.</summary>
    public static Rounded Sigmoid(Rounded a)
    {
        double y = 1 / (1 + Math.Exp(-a.Value));
        return new Rounded(y, (Square(y * (1 - y)) * a.Variance) + Square(SigmoidError));
    }

    /// <summary>The hyperbolic tangent of a number, within 4 ulp.</summary>
    public static Rounded Tanh(Rounded a)
    {
        double y = Math.Tanh(a.Value);
        return Function(a, y, 1 - (y * y), ulps: 4);
    }

    /// <summary>max(a, 0).</summary>
    public static Rounded Relu(Rounded a) => Clip(a, 0, double.PositiveInfinity);

    /// <summary>The exponential linear unit of a number, within 2 ulp.</summary>
    public static Rounded Elu(Rounded a) => a.Value > 0 ? a : Function(a, Math.Exp(a.Value) - 1, Math.Exp(a.Value), ulps: 2);

    /// <summary>a / (1 + |a|), within 1.5 ulp.</summary>
    public static Rounded Softsign(Rounded a) => Function(a, a.Value / (1 + Math.Abs(a.Value)), 1 / Square(1 + Math.Abs(a.Value)), ulps: 1.5);

    /// <summary>log(1 + exp(a)), within 3 ulp.</summary>
    public static Rounded Softplus(Rounded a) =>
        Function(a, Math.Max(a.Value, 0) + Math.Log(1 + Math.Exp(-Math.Abs(a.Value))), 1 / (1 + Math.Exp(-a.Value)), ulps: 3);

    /// <summary>The size of a number.</summary>
    public static Rounded Abs(Rounded a) => a with { Value = Math.Abs(a.Value) };

    /// <summary>a, but at least low and at most high.</summary>
    public static Rounded Clip(Rounded a, double low, double high)
    {
        double y = Math.Clamp(a.Value, low, high);
        return new Rounded(y, Math.Abs(y - a.Value) > a.Error ? 0 : a.Variance);
    }

    /// <summary>a where b is above a bound, else c; either of them where b may be on either side.</summary>
    public static Rounded WhereAbove(double bound, Rounded b, Rounded a, Rounded c)
    {
        (Rounded chosen, Rounded other) = b.Value > bound ? (a, c) : (c, a);
        return b.Error > Math.Abs(b.Value - bound) ? chosen with { Variance = chosen.Variance + Square(chosen.Value - other.Value) } : chosen;
    }

    /// <summary>The probabilities of logits, within 2 ulp.</summary>
    public static Rounded[] Softmax(Rounded[] logits)
    {
        double largest = logits.Max(z => z.Value);
        double[] exponentials = [.. logits.Select(z => Math.Exp(z.Value - largest))];
        double[] p = [.. exponentials.Select(e => e / exponentials.Sum())];
        double Derivative(int i, int j) => p[i] * ((i == j ? 1 : 0) - p[j]);
        return [.. p.Select((y, i) => new Rounded(y, logits.Select((z, j) => Square(Derivative(i, j)) * z.Variance).Sum() + Square(2 * Ulp(y))))];
    }

    /// <summary>log(exp(a_1) + exp(a_2) + ...), within 1 ulp.</summary>
    public static Rounded LogSumExp(Rounded[] numbers)
    {
        double largest = numbers.Max(a => a.Value);
        double y = largest + Math.Log(numbers.Sum(a => Math.Exp(a.Value - largest)));
        return new Rounded(y, numbers.Sum(a => Square(Math.Exp(a.Value - y)) * a.Variance) + Square(Ulp(y)));
    }

    private static Rounded Function(Rounded a, double y, double derivative, double ulps) =>
        new(y, (Square(derivative) * a.Variance) + Square(ulps * Ulp(y)));

    private static Rounded Of(double value, double variance) => new(value, variance + Square(Unit * value) + Square(SubnormalUnit));

    /// <summary>The distance of two floats there, at most.</summary>
    private static double Ulp(double y) => 2 * Unit * Math.Abs(y);

    private static double Square(double a) => a * a;
}
