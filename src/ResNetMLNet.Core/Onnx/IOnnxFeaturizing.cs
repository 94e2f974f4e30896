using Microsoft.ML;

namespace ResNetMLNet.Onnx;

/// <summary>A transformer that makes features and can be written as part of an ONNX graph.</summary>
internal interface IOnnxFeaturizing
{
    /// <summary>The column that goes in.</summary>
    string InputColumnName { get; }

    /// <summary>The column of features.</summary>
    string OutputColumnName { get; }

    /// <summary>The transformer as it is for data of a schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    IOnnxFeaturization ToOnnxFeaturization(DataViewSchema input);
}
