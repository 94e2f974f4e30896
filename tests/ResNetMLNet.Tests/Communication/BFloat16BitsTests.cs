using ResNetMLNet.Communication;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Communication;

/// <summary>Numbers in bfloat16 are those of libtorch.</summary>
[TestClass]
public sealed class BFloat16BitsTests
{
    [TestMethod]
    public void All_Kinds_Of_Numbers_Should_Be_Rounded_As_Libtorch_Does()
    {
        using var scope = NewDisposeScope();
        var random = new Random(1);
        float[] values =
        [
            0, -0f, 1, -1, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity,
            .. Enumerable.Range(0, 10_001).Select(_ => BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32))).Where(float.IsFinite),
        ];
        var rounded = new ushort[values.Length];
        var back = new float[values.Length];

        BFloat16Bits.Round(values, rounded);
        BFloat16Bits.Widen(rounded, back);

        Assert.AreSequenceEqual(tensor(values).to(bfloat16).to(float32).data<float>().ToArray(), back);
    }

    [TestMethod]
    public void What_Is_No_Number_Should_Stay_None()
    {
        var rounded = new ushort[2];
        var back = new float[2];

        BFloat16Bits.Round([float.NaN, BitConverter.UInt32BitsToSingle(0x7FFFFFFF)], rounded);
        BFloat16Bits.Widen(rounded, back);

        Assert.IsTrue(back.All(float.IsNaN));
    }
}
