using System.Text.Json;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class GroupCountsTests
{
    [TestMethod]
    public void Blocks_And_Widths_Should_Be_Those_Of_The_Network()
    {
        var description = new ResNetDescription { Blocks = [1, 2, 1, 3], Widths = [12, 20, 36, 24] };
        using var network = ResNet.WithoutWeights(description, inputChannels: 3, classCount: 2);
        var state = network.state_dict();

        Assert.AreSequenceEqual([12L, 3, 7, 7], state["conv1.weight"].shape);
        Assert.AreSequenceEqual([20L, 20, 3, 3], state["layer2.1.conv1.weight"].shape);
        Assert.AreSequenceEqual([24L, 36, 1, 1], state["layer4.0.downsample.0.weight"].shape);
        Assert.AreSequenceEqual([2L, 24], state["fc.weight"].shape);
        Assert.Contains("layer4.2.conv2.weight", state.Keys);
        Assert.DoesNotContain("layer1.1.conv1.weight", state.Keys);
    }

    [TestMethod]
    public void Descriptions_Should_Be_Equal_Where_The_Network_Is_The_Same()
    {
        var named = new ResNetDescription();
        var counted = new ResNetDescription(ResNetArchitecture.ResNet34) { Blocks = [2, 2, 2, 2], Widths = [64, 128, 256, 512] };

        Assert.AreEqual(named, counted);
        Assert.AreEqual(named.GetHashCode(), counted.GetHashCode());
        Assert.AreNotEqual(named, counted with { Blocks = [2, 2, 2, 3] });
        Assert.AreNotEqual(named, counted with { Widths = [64, 128, 256, 511] });
        Assert.AreNotEqual(named, counted with { Architecture = ResNetArchitecture.ResNet50 });
    }

    [TestMethod]
    public void A_Model_File_Should_Bring_Them_Back_And_Name_Them_Only_Where_They_Were_Given()
    {
        var own = new ResNetDescription { Blocks = [2, 2, 2, 3], Widths = [8, 8, 8, 8] };

        Assert.AreEqual(own, TorchModuleReference.To(own).Resolve());
        Assert.DoesNotContain("Blocks", TorchModuleReference.To(new ResNetDescription()).Configuration);
    }

    [TestMethod]
    public void A_Change_Of_The_Callers_List_Should_Not_Reach_The_Network()
    {
        int[] blocks = [2, 2, 2, 3];
        var description = new ResNetDescription { Blocks = blocks };
        blocks[3] = 0;

        Assert.AreSequenceEqual([2, 2, 2, 3], description.Blocks);
    }

    [TestMethod]
    [DataRow("Blocks", new[] { 2, 2, 2 }, "Blocks is [2, 2, 2], it has to be 4 numbers from 1 to 1000, one a group, or null.")]
    [DataRow("Blocks", new[] { 2, 2, 0, 2 }, "Blocks is [2, 2, 0, 2], it has to be 4 numbers from 1 to 1000, one a group, or null.")]
    [DataRow("Widths", new[] { 1, 2, 3, 65537 }, "Widths is [1, 2, 3, 65537], it has to be 4 numbers from 1 to 65536, one a group, or null.")]
    public void Numbers_Out_Of_Range_Should_Be_Refused_By_Description_Options_And_Model_File(string name, int[] counts, string message)
    {
        var options = new ResNetTrainer.Options();
        options.Set(name, $"[{string.Join(", ", counts)}]");
        var reference = TorchModuleReference.To(new ResNetDescription()) with
        {
            Configuration = JsonSerializer.Serialize(new Dictionary<string, int[]> { [name] = counts }),
        };

        Assert.Contains(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => options.Factory).Message);
        Assert.Contains(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(options.Check).Message);
        Assert.Contains(message, Assert.ThrowsExactly<InvalidOperationException>(reference.Resolve).Message);
    }
}
