using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class PixelShareTests
{
    [TestMethod]
    [Timeout(20_000)]
    public void A_Picture_Should_Wait_Until_There_Is_Room_And_A_Larger_One_Should_Come_Alone()
    {
        var share = new PixelShare(100);
        var (first, second) = (share.Take(60), share.Take(40));
        var waiting = Task.Run(() => share.Take(500));
        Assert.IsFalse(waiting.Wait(20));
        first.Dispose();
        Assert.IsFalse(waiting.Wait(20));
        second.Dispose();
        waiting.Result.Dispose();
        share.Take(100).Dispose();
    }
}
