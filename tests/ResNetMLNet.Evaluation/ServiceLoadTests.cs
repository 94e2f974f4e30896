namespace ResNetMLNet.Evaluation;

/// <summary>
/// The prediction service in a process of its own, under the load of another for seconds; a minute of it is measured by hand.
/// </summary>
[TestClass]
[TestCategory(TestCategories.Long)]
public sealed class ServiceLoadTests(TestContext context)
{
    private static string _model = "";

    [ClassInitialize]
    public static void SaveModel(TestContext context)
    {
        _model = Path.Combine(Directory.CreateTempSubdirectory("ResNetMLNet-").FullName, "model.zip");
        var training = ShortTraining.Shared;
        ShortTraining.Context.Model.Save(training.Model, training.Data.TrainSet.Schema, _model);
    }

    [ClassCleanup]
    public static void DeleteModel() => Directory.Delete(Path.GetDirectoryName(_model)!, recursive: true);

    [TestMethod]
    public void Many_Clients_Should_Get_The_Offline_Scores_Without_An_Error() => Run("--clients", "64", "--seconds", "5");

    [TestMethod]
    public void A_Killed_And_Restarted_Service_Should_Never_Give_A_Wrong_Answer() =>
        Run("--clients", "16", "--seconds", "5", "--kill-seconds", "1.5");

    private void Run(params string[] options)
    {
        var (exitCode, text) = ServiceLoad.Run(_model, options);
        context.WriteLine(text);
        Assert.AreEqual(0, exitCode, text);
    }
}
