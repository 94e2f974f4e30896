using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>What the models of a program are given.</summary>
/// <param name="Program">The program.</param>
/// <param name="IsType">Whether a column is of their type.</param>
/// <param name="Columns">The columns.</param>
internal sealed record ModelInput(string Program, Predicate<DataViewType> IsType, params string[] Columns)
{
    /// <summary>The grey values of an image from 0 to 255, row by row.</summary>
    public static ModelInput Pixels { get; } = new(
        "FashionMnist",
        type => type is VectorDataViewType { Dimensions.Length: 2, IsKnownSize: true, ItemType: NumberDataViewType number }
            && number.RawType == typeof(byte),
        "Pixels");

    /// <summary>The path of a picture.</summary>
    public static ModelInput Path { get; } = new("ImageFolder", IsText, ColumnNames.ImagePath);

    /// <summary>A text, and the path of a photo.</summary>
    public static ModelInput Claim { get; } = new("Claims", IsText, "Text", "Photo");

    /// <summary>The only column, or the first one.</summary>
    public string Column => Columns[0];

    /// <summary>Whether the input of a model is this one.</summary>
    public bool IsIn(DataViewSchema? schema) =>
        Columns.All(column => schema?.GetColumnOrNull(column)?.Type is { } type && IsType(type));

    private static bool IsText(DataViewType type) => type is TextDataViewType;
}
