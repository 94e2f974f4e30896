namespace ResNetMLNet.Pipelines.FashionMnist.Output;

/// <summary>One image with its true and its predicted class.</summary>
/// <param name="Pixels">Grey values, row by row.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="TrueClass">The name of the true class.</param>
/// <param name="PredictedClass">The name of the predicted class.</param>
internal sealed record Sample(byte[] Pixels, int Width, int Height, string TrueClass, string PredictedClass)
{
    /// <summary>Whether the prediction is right.</summary>
    public bool IsRight => TrueClass == PredictedClass;
}
