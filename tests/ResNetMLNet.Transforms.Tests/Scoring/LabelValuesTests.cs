using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Tests.Scoring;

[TestClass]
public sealed class LabelValuesTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void A_Column_Without_Key_Values_Should_Have_None() =>
        Assert.IsNull(LabelValues.Of(SmallImages.Load(_ml, 1).Schema["Name"]));

    [TestMethod]
    public void Values_Of_Any_Type_Should_Survive_The_File()
    {
        AssertSurvives(Values("top".AsMemory(), "bottom".AsMemory()), "top", "bottom");
        AssertSurvives(Values(1.5f, -2), "1.5", "-2");
        AssertSurvives(Values(true, false), "True", "False");
    }

    [TestMethod]
    public void Same_Should_Be_Values_Of_One_Type_In_One_Order()
    {
        var values = Values(1f, 2f);
        Assert.IsTrue(values.SameAs(Values(1f, 2f)));
        Assert.IsFalse(values.SameAs(Values(2f, 1f)));
        Assert.IsFalse(values.SameAs(Values(1f, 2f, 3f)));
        Assert.IsFalse(values.SameAs(Values(1d, 2d)));
        Assert.IsFalse(values.SameAs(null));
    }

    [TestMethod]
    public void Anything_But_A_Vector_In_The_File_Should_Be_Damage()
    {
        using var stream = new MemoryStream();
        float number = 1;
        var codec = new Microsoft.ML.Data.IO.BinarySaver(_ml, new Microsoft.ML.Data.IO.BinarySaver.Arguments());
        Assert.IsTrue(codec.TryWriteTypeAndValue(stream, NumberDataViewType.Single, ref number, out _));
        stream.Position = 0;

        Expect.Error<InvalidDataException>(() => LabelValues.Load(_ml, stream), "label values of the model are damaged");
    }

    [TestMethod]
    public void Values_Of_A_Type_That_No_File_Takes_Should_Be_Rejected_By_Name()
    {
        var values = new LabelValues<Guid>(new VectorDataViewType(new GuidType(), 1), new VBuffer<Guid>(1, [Guid.Empty]));
        Expect.Error<NotSupportedException>(() => values.Save(_ml, Stream.Null), "type Vector<Guid, 1> cannot be saved", "Use text or numbers");
    }

    private void AssertSurvives(LabelValues values, params string[] texts)
    {
        using var stream = new MemoryStream();
        values.Save(_ml, stream);
        stream.Position = 0;
        var loaded = LabelValues.Load(_ml, stream);

        Assert.AreSequenceEqual(texts, loaded.Texts());
        Assert.AreEqual(values.Type, loaded.Type);
        Assert.IsTrue(values.SameAs(loaded));
    }

    private static LabelValues<T> Values<T>(params T[] values)
    {
        PrimitiveDataViewType item = typeof(T) == typeof(float) ? NumberDataViewType.Single
            : typeof(T) == typeof(double) ? NumberDataViewType.Double
            : typeof(T) == typeof(bool) ? BooleanDataViewType.Instance
            : TextDataViewType.Instance;
        return new LabelValues<T>(new VectorDataViewType(item, values.Length), new VBuffer<T>(values.Length, values));
    }

    private sealed class GuidType() : PrimitiveDataViewType(typeof(Guid))
    {
        public override bool Equals(DataViewType? other) => other is GuidType;

        public override string ToString() => "Guid";
    }
}
