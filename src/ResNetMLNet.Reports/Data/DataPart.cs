namespace ResNetMLNet.Reports.Data;

/// <summary>What data are for.</summary>
public enum DataPart
{
    /// <summary>A model learns from them.</summary>
    Training,

    /// <summary>Something about the training is chosen by them.</summary>
    Validation,

    /// <summary>A finished model is judged by them.</summary>
    Test,
}
