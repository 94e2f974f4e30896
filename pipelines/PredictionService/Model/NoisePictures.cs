namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Prepared pictures of noise: the numbers of a blank one are the same in whatever order a runtime adds them.</summary>
internal static class NoisePictures
{
    /// <summary>Makes pictures, the same ones each time.</summary>
    /// <param name="blank">A prepared picture without content.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="NotSupportedException">A prepared picture has other values than bytes and floats.</exception>
    public static Array[] Like(Array blank, int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => Like(blank, random))];
    }

    private static Array Like(Array blank, Random random)
    {
        switch (blank)
        {
            case byte[] { Length: var length }:
                var bytes = new byte[length];
                random.NextBytes(bytes);
                return bytes;
            case float[] { Length: var length }:
                return Enumerable.Range(0, length).Select(_ => random.NextSingle()).ToArray();
            default:
                throw new NotSupportedException($"There is no noise of {blank.GetType().Name}.");
        }
    }
}
