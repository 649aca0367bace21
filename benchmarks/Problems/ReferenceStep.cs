using static System.Math;

namespace Unrolled.Benchmarks.Problems;

/// <summary>One step of one sequence in double precision, with what its derivative needs.</summary>
/// <param name="Input">x.</param>
/// <param name="Hidden">h, before the step.</param>
/// <param name="Cell">c, before the step; zeros for cells without.</param>
/// <param name="Gates">The activated gates: i f g o of an LSTM, r z n of a GRU, the hidden state of an Elman network.</param>
/// <param name="Reset">U_n h + b_hn, to which a GRU applies its reset gate; elsewhere the whole U h + b_hh, which nothing reads.</param>
/// <param name="NextHidden">h'.</param>
/// <param name="NextCell">c'.</param>
internal sealed record ReferenceStep(
    double[] Input, double[] Hidden, double[] Cell, double[] Gates, double[] Reset, double[] NextHidden, double[] NextCell)
{
    /// <summary>Computes the step from the two affine products W x + b_ih and U h + b_hh.</summary>
    public static ReferenceStep Forward(
        Cell kind, double[] x, double[] hidden, double[] cell, double[] fromInput, double[] fromHidden)
    {
        int units = hidden.Length;
        var step = new ReferenceStep(
            x, hidden, cell, new double[fromInput.Length], fromHidden[^units..], new double[units], new double[units]);
        for (int j = 0; j < units; j++)
        {
            double A(int gate) => fromInput[(gate * units) + j];
            double R(int gate) => fromHidden[(gate * units) + j];
            switch (kind)
            {
                case Unrolled.Cell.Elman:
                    step.NextHidden[j] = step.Gates[j] = Tanh(A(0) + R(0));
                    break;
                case Unrolled.Cell.Lstm:
                    double i = step.Gate(0, j) = Sigmoid(A(0) + R(0));
                    double f = step.Gate(1, j) = Sigmoid(A(1) + R(1));
                    double g = step.Gate(2, j) = Tanh(A(2) + R(2));
                    double o = step.Gate(3, j) = Sigmoid(A(3) + R(3));
                    step.NextCell[j] = (f * cell[j]) + (i * g);
                    step.NextHidden[j] = o * Tanh(step.NextCell[j]);
                    break;
                default:
                    double r = step.Gate(0, j) = Sigmoid(A(0) + R(0));
                    double z = step.Gate(1, j) = Sigmoid(A(1) + R(1));
                    double n = step.Gate(2, j) = Tanh(A(2) + (r * R(2)));
                    step.NextHidden[j] = ((1 - z) * n) + (z * hidden[j]);
                    break;
            }
        }

        return step;
    }

    /// <summary>Turns the adjoints of h' and c' into those of h (but for what comes through U) and c, and of the two affine products.</summary>
    public void Backward(double[] hiddenAdjoint, double[] cellAdjoint, double[] fromInput, double[] fromHidden)
    {
        int units = Hidden.Length;
        for (int j = 0; j < units; j++)
        {
            double dh = hiddenAdjoint[j];
            void Set(int gate, double adjoint) => fromInput[(gate * units) + j] = fromHidden[(gate * units) + j] = adjoint;
            hiddenAdjoint[j] = 0;
            switch (Gates.Length / units)
            {
                case 1:
                    Set(0, dh * (1 - Square(Gates[j])));
                    break;
                case 4:
                    (double i, double f, double g, double o) = (Gate(0, j), Gate(1, j), Gate(2, j), Gate(3, j));
                    double squashed = Tanh(NextCell[j]);
                    double dc = cellAdjoint[j] + (dh * o * (1 - Square(squashed)));
                    Set(0, dc * g * i * (1 - i));
                    Set(1, dc * Cell[j] * f * (1 - f));
                    Set(2, dc * i * (1 - Square(g)));
                    Set(3, dh * squashed * o * (1 - o));
                    cellAdjoint[j] = dc * f;
                    break;
                default:
                    (double r, double z, double n) = (Gate(0, j), Gate(1, j), Gate(2, j));
                    double candidate = dh * (1 - z) * (1 - Square(n));
                    Set(0, candidate * Reset[j] * r * (1 - r));
                    Set(1, dh * (Hidden[j] - n) * z * (1 - z));
                    fromInput[(2 * units) + j] = candidate;
                    fromHidden[(2 * units) + j] = candidate * r;
                    hiddenAdjoint[j] = dh * z;
                    break;
            }
        }
    }

    private ref double Gate(int gate, int unit) => ref Gates[(gate * Hidden.Length) + unit];

    private static double Sigmoid(double x) => 1 / (1 + Exp(-x));

    private static double Square(double x) => x * x;
}
