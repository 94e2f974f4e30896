using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Tests.Scoring;

[TestClass]
public sealed class FeatureColumnTests
{
    private static readonly VectorDataViewType _images = new(NumberDataViewType.Single, 1, 8, 8);

    private readonly IExceptionContext _context = (IHostEnvironment)new MLContext();

    public static IEnumerable<object[]> Others =>
    [
        [new VectorDataViewType(NumberDataViewType.Byte, 8, 8), "a vector of Single"],
        [NumberDataViewType.Single, "a vector of Single"],
        [new VectorDataViewType(NumberDataViewType.Single, 7), "dimensions (channels, height, width)"],
        [new VectorDataViewType(NumberDataViewType.Single, 9, 8), "images of 1 x 8 x 8"],
    ];

    [TestMethod]
    public void Images_Of_The_Trained_Shape_Should_Be_Found()
    {
        var column = FeatureColumn.Find(_context, Schema(_images), "Features", new ImageShape(1, 8, 8));
        Assert.AreEqual(("Features", 1), (column.Name, column.Index));
    }

    [TestMethod]
    [DynamicData(nameof(Others))]
    public void Columns_That_Hold_No_Images_Of_The_Trained_Shape_Should_Be_Rejected(DataViewType type, string expected) =>
        Expect.Error<ArgumentOutOfRangeException>(
            () => FeatureColumn.Find(_context, Schema(type), "Features", new ImageShape(1, 8, 8)), "feature", "'Features'", expected);

    [TestMethod]
    public void A_Missing_Column_Should_Be_Named()
    {
        Expect.Error<ArgumentOutOfRangeException>(() => FeatureColumn.Find(_context, Schema(_images), "Pixels", out _), "feature", "'Pixels'");
        Expect.Error<ArgumentOutOfRangeException>(
            () => FeatureColumn.Check(_context, SchemaShape.Create(Schema(_images)), "Pixels"), "feature", "'Pixels'");
    }

    [TestMethod]
    public void The_Promise_Should_Be_A_Vector_Of_Single()
    {
        FeatureColumn.Check(_context, SchemaShape.Create(Schema(_images)), "Features");
        DataViewType[] others =
        [
            NumberDataViewType.Single,
            new VectorDataViewType(NumberDataViewType.Byte, 8, 8),
            new VectorDataViewType(new KeyDataViewType(typeof(uint), 3), 8),
        ];
        foreach (var type in others)
        {
            Expect.Error<ArgumentOutOfRangeException>(
                () => FeatureColumn.Check(_context, SchemaShape.Create(Schema(type)), "Features"), "'Features'", "a vector of Single");
        }
    }

    private static DataViewSchema Schema(DataViewType type)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Name", TextDataViewType.Instance);
        schema.AddColumn("Features", type);
        return schema.ToSchema();
    }
}
