using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>What the models of a program are given.</summary>
/// <param name="Program">The program.</param>
/// <param name="Column">The column.</param>
/// <param name="IsType">Whether it is of this type.</param>
internal sealed record ModelInput(string Program, string Column, Predicate<DataViewType> IsType)
{
    /// <summary>The grey values of an image from 0 to 255, row by row.</summary>
    public static ModelInput Pixels { get; } = new("FashionMnist", "Pixels", type =>
        type is VectorDataViewType { Dimensions.Length: 2, IsKnownSize: true, ItemType: NumberDataViewType number }
        && number.RawType == typeof(byte));

    /// <summary>The path of a picture.</summary>
    public static ModelInput Path { get; } = new("ImageFolder", "ImagePath", type => type is TextDataViewType);

    /// <summary>Whether the input of a model is this one.</summary>
    public bool IsIn(DataViewSchema? schema) => schema?.GetColumnOrNull(Column)?.Type is { } type && IsType(type);
}
