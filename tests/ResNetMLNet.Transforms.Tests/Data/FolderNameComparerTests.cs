using ResNetMLNet.Transforms.Data;

namespace ResNetMLNet.Transforms.Tests.Data;

[TestClass]
public sealed class FolderNameComparerTests
{
    [TestMethod]
    [DataRow("caf\u00e9", "cafe\u0301", true, true)]
    [DataRow("CAF\u00c9", "cafe\u0301", true, true)]
    [DataRow("\ud55c", "\u1112\u1161\u11ab", true, true)]
    [DataRow("caf\u00e9", "cafe\u0300", false, true)]
    [DataRow("\u1eb9\u0307", "e\u0323\u0307", true, false)]
    [DataRow("\u212b", "\u00c5", true, false)]
    [DataRow("caf\u00e9", "cafe", false, false)]
    [DataRow("caf\u00e9", "caf\u00e8", false, false)]
    public void Names_Should_Be_Alike_By_Their_Letters_Or_As_Far_As_Can_Be_Told(string x, string y, bool areAlike, bool seemAlike)
    {
        Assert.AreEqual(areAlike, new FolderNameComparer(normalizes: true).Equals(x, y));
        Assert.AreEqual(seemAlike, new FolderNameComparer(normalizes: false).Equals(x, y));
    }

    [TestMethod]
    public void Half_A_Pair_Should_Be_No_Error() =>
        Assert.IsFalse(new FolderNameComparer(normalizes: true).Equals("a\ud83d", "a\ude00"));

    [TestMethod]
    public void What_Cannot_Be_Told_Should_Be_Called_Possible()
    {
        StringAssert.Contains(FolderErrors.Alike("d", [["a", "A"]], normalizes: false), "Sub-folders of 'd' have names that may differ in case");
        StringAssert.Contains(FolderErrors.Alike("d", [["a", "A"]], normalizes: true), "Sub-folders of 'd' have names that differ in case");
    }
}
