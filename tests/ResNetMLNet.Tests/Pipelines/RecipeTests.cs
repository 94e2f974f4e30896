using ResNetMLNet.Modeling;
using ResNetMLNet.Pipelines.FashionMnist;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class RecipeTests
{
    [TestMethod]
    public void The_Books_Recipe_Should_Be_That_Of_The_Chapter() => Assert.AreEqual(
        "96x96 px, batches of 256, 10 epochs, SGD, learning rate constant 0.05", Recipe.D2L.ToString());

    [TestMethod]
    public void The_Quick_Recipe_Should_Name_All_Its_Values() => Assert.AreEqual(
        "28x28 px, batches of 256, 3 epochs, SGD with Nesterov momentum 0.9, learning rate one-cycle to 0.1, "
        + "weight decay 0.0005, normalized",
        Recipe.Quick.ToString());

    [TestMethod]
    public void A_Recipe_With_The_Small_Stem_Should_Say_So() => Assert.StartsWith(
        "28x28 px, small stem, batches of 256", (Recipe.Quick with { Stem = ResNetStem.Small }).ToString());

    [TestMethod]
    public void Every_Recipe_Should_Be_Found_By_Its_Name()
    {
        foreach (var name in Recipe.Names)
            Assert.AreEqual(name, Recipe.Named(name).Name);
    }
}
