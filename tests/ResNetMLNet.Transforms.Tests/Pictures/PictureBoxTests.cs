using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Tests.Pictures;

[TestClass]
public sealed class PictureBoxTests
{
    [TestMethod]
    public void A_Part_Should_Be_The_Same_Of_A_Smaller_Picture()
    {
        Assert.AreEqual(new PictureBox(5, 10, 50, 75), new PictureBox(10, 20, 100, 150).Scaled(200, 300, 100, 150));
        Assert.AreEqual(new PictureBox(12, 18, 1, 1), new PictureBox(99, 149, 1, 1).Scaled(100, 150, 13, 19), "the last pixel");
        Assert.AreEqual(new PictureBox(0, 0, 13, 19), new PictureBox(0, 0, 100, 150).Scaled(100, 150, 13, 19), "all");
    }

    [TestMethod]
    public void A_Part_Should_Grow_To_The_Edges_Of_The_Picture()
    {
        Assert.AreEqual(new PictureBox(9, 19, 102, 152), new PictureBox(10, 20, 100, 150).Grown(1, 200, 300));
        Assert.AreEqual(new PictureBox(0, 0, 200, 300), new PictureBox(0, 0, 200, 300).Grown(1, 200, 300));
        Assert.AreEqual(new PictureBox(1, 1, 100, 150), new PictureBox(10, 20, 100, 150).Within(new PictureBox(9, 19, 102, 152)));
    }
}
