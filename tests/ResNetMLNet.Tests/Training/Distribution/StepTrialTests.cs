using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training.Distribution;

namespace ResNetMLNet.Tests.Training.Distribution;

[TestClass]
public sealed class StepTrialTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void What_Is_Quicker_On_Rank_0_Should_Be_Done_By_All(bool isDuringQuicker)
    {
        var ranks = ThreadRanks.Run(2, communicator =>
        {
            List<string> told = [];
            var trial = new StepTrial(communicator, told.Add);
            HashSet<bool> tried = [];
            while (told.Count == 0)
            {
                trial.Begin();
                tried.Add(trial.IsDuring);
                if (trial.IsDuring != (isDuringQuicker == (communicator.Rank == 0)))
                    Thread.Sleep(5);
                trial.End();
            }

            Assert.HasCount(2, tried);
            return (trial.IsDuring, Told: told.Single());
        });

        foreach (var (isDuring, told) in ranks)
        {
            Assert.AreEqual(isDuringQuicker, isDuring);
            Assert.StartsWith($"Gradients are summed {(isDuringQuicker ? "during" : "behind")} backward", told);
        }
    }
}
