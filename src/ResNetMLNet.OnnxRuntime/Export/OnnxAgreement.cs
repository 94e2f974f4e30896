using System.Globalization;
using System.Numerics.Tensors;

namespace ResNetMLNet.OnnxRuntime.Export;

/// <summary>How far an ONNX file and its model are apart, row by row.</summary>
/// <param name="columnName">The column that is compared.</param>
internal sealed class OnnxAgreement(string columnName)
{
    /// <summary>How far numbers may be apart; in units of their row's largest one where that is above 1.</summary>
    public const float Tolerance = 1e-4f;

    /// <summary>The rows so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Those of them that have numbers to compare: features that are not finite numbers have no scores.</summary>
    public int ComparedRows { get; private set; }

    /// <summary>The greatest difference so far.</summary>
    public float GreatestDifference { get; private set; }

    /// <summary>Compares the numbers of a row.</summary>
    /// <param name="expected">The model's.</param>
    /// <param name="actual">The file's.</param>
    /// <exception cref="InvalidOperationException">They are too far apart.</exception>
    public void Add(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (!float.IsNaN(expected[0]))
            Compare(expected, actual);
        Rows++;
    }

    private void Compare(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        var unit = Math.Max(1, Math.Abs(TensorPrimitives.MaxMagnitude(expected)));
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(actual[i] - expected[i]) / unit;

            // Not the other way round: what is no number is no smaller than anything.
            if (!(difference <= Tolerance))
                throw Disagreement(i, expected[i], actual[i]);
            GreatestDifference = Math.Max(GreatestDifference, difference);
        }
        ComparedRows++;
    }

    private InvalidOperationException Disagreement(int place, float expected, float actual) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The ONNX file does not agree with the model: for row {Rows} of the sample, counted from 0, number {place} of column "
        + $"'{columnName}' is {actual} by the file and {expected} by the model, more than {Tolerance} apart. No file was left. "
        + $"Please report it with the model."));
}
