using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Writes what pictures show, as soon as it is known.</summary>
internal interface IPredictionWriter
{
    /// <summary>Writes what some more pictures show, whole rows at once.</summary>
    void Write(IReadOnlyList<Prediction> predictions);

    /// <summary>Writes what is behind all rows.</summary>
    void End();
}
