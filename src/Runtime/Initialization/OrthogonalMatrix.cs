using System;

namespace Unrolled;

/// <summary>
/// Random orthogonal matrices from + - * / and the square root alone, all of them exactly rounded by IEEE 754: the same bits on every platform.
/// </summary>
internal static class OrthogonalMatrix
{
    /// <summary>
    /// Fills a row-major matrix with orthonormal rows, or orthonormal columns where there are fewer columns than rows: near-Gaussian vectors,
    /// orthonormalised one after the other.
    /// </summary>
    public static void Fill(Span<float> matrix, int rows, int columns, Xoshiro256 random)
    {
        int count = Math.Min(rows, columns);
        int width = Math.Max(rows, columns);
        double[] vectors = new double[count * width];
        for (int i = 0; i < count; i++)
            AddVector(vectors, i, width, random);

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                matrix[(row * columns) + column] = (float)(rows <= columns ? vectors[(row * width) + column] : vectors[(column * width) + row]);
        }
    }

    private static void AddVector(Span<double> vectors, int index, int width, Xoshiro256 random)
    {
        Span<double> vector = vectors.Slice(index * width, width);
        double remaining;
        do
        {
            foreach (ref double element in vector)
                element = NextNearGaussian(random);

            // Twice is enough: the second projection removes what rounding left of the first (Giraud, Langou and Rozloznik 2005).
            Project(vectors[..(index * width)], vector);
            Project(vectors[..(index * width)], vector);
            remaining = Math.Sqrt(Dot(vector, vector));
        }
        while (remaining < 1e-6);

        foreach (ref double element in vector)
            element /= remaining;
    }

    /// <summary>Removes from a vector its parts along orthonormal others (Gram-Schmidt, the modified form).</summary>
    private static void Project(ReadOnlySpan<double> others, Span<double> vector)
    {
        for (; others.Length > 0; others = others[vector.Length..])
        {
            double part = Dot(others[..vector.Length], vector);
            for (int i = 0; i < vector.Length; i++)
                vector[i] -= part * others[i];
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    /// <summary>Mean 0, variance 1: the sum of twelve uniform numbers, less six (Irwin-Hall); a true Gaussian would need a logarithm from libm.</summary>
    private static double NextNearGaussian(Xoshiro256 random)
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
            sum += random.NextDouble();
        return sum;
    }
}
