using System.Text.Json;
using ResNetMLNet.Tests.Pipelines.ImageFolder;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class RecipesVerbTests
{
    [TestMethod]
    public void Recipes_Should_Be_Printed_With_Name_Purpose_And_Every_Value()
    {
        var run = ProgramRun.Of("recipes");

        Assert.AreEqual(0, run.ExitCode);
        Assert.AreEqual("", run.Progress);
        Assert.StartsWith("quick: a few minutes on a CPU\n    --image-size 28\n    --normalize true\n", run.Results);
        Assert.Contains("\n    --image-size 96\n    --normalize false\n", run.Results);
        Assert.Contains("\n    --validation-fraction none\n", run.Results);
        Assert.Contains("\n    augmentation none\n    --class-weights none\n", run.Results);
        Assert.Contains("\n    early stopping none\n", run.Results);
        foreach (var recipe in ResNetRecipe.All)
            Assert.Contains($"{recipe}\n".Split('\n')[0], run.Results);
        Assert.Contains("\n    --optimizer sgd\n    --momentum 0.9\n    --nesterov true\n    --weight-decay 0.0005\n", run.Results);
    }

    [TestMethod]
    public void What_A_Program_Does_Itself_Should_Not_Be_Among_The_Values()
    {
        var lines = FolderRun.Of("recipes").Results.Split('\n');

        Assert.AreEqual(3, lines.Count(line => line == "    --normalize imagenet"));
        Assert.DoesNotContain("    --validation-fraction none", lines);
    }

    [TestMethod]
    public void As_Json_They_Should_Have_The_Names_Of_The_Trainers_Options()
    {
        var run = ProgramRun.Of("recipes", "--json");

        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(3, json.RootElement.GetArrayLength());
        var book = json.RootElement[1];
        Assert.AreEqual("d2l", book.GetProperty("name").GetString());
        Assert.AreEqual("the book's experiment, for a GPU", book.GetProperty("purpose").GetString());
        Assert.AreEqual("96", book.GetProperty("values").GetProperty("ImageSize").GetString());
        Assert.AreEqual("SgdOptimizer", book.GetProperty("values").GetProperty("Optimizer").GetString());
        Assert.AreEqual("0", book.GetProperty("values").GetProperty("Optimizer.Momentum").GetString());
    }
}
