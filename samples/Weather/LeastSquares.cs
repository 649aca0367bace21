namespace Weather;

/// <summary>Linear regression.</summary>
internal static class LeastSquares
{
    /// <summary>The weights w that make the sum of (row . w - target)^2 smallest: the normal equations, solved by Cholesky.</summary>
    /// <param name="rows">Regressors, [samples][weights], linearly independent.</param>
    /// <param name="targets">[samples].</param>
    public static double[] Fit(double[][] rows, double[] targets)
    {
        int count = rows[0].Length;
        var factor = new double[count, count];
        var weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            weights[i] = rows.Zip(targets, (row, target) => row[i] * target).Sum();
            for (int j = 0; j <= i; j++)
                factor[i, j] = rows.Sum(row => row[i] * row[j]);
        }

        Factorize(factor);
        Solve(factor, weights);
        return weights;
    }

    /// <summary>The value of the regression for one row.</summary>
    public static double Predict(double[] weights, double[] row) => row.Zip(weights, (x, w) => x * w).Sum();

    /// <summary>Replaces the lower triangle of A by that of L, where A = L L^T.</summary>
    private static void Factorize(double[,] matrix)
    {
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i, j];
                for (int k = 0; k < j; k++)
                    rest -= matrix[i, k] * matrix[j, k];
                matrix[i, j] = i == j ? Math.Sqrt(rest) : rest / matrix[j, j];
            }
        }
    }

    /// <summary>Replaces b by the solution of L L^T x = b.</summary>
    private static void Solve(double[,] factor, double[] vector)
    {
        for (int i = 0; i < vector.Length; i++)
        {
            for (int k = 0; k < i; k++)
                vector[i] -= factor[i, k] * vector[k];
            vector[i] /= factor[i, i];
        }

        for (int i = vector.Length - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < vector.Length; k++)
                vector[i] -= factor[k, i] * vector[k];
            vector[i] /= factor[i, i];
        }
    }
}
