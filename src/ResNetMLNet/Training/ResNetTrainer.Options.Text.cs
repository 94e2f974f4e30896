namespace ResNetMLNet.Training;

public sealed partial class ResNetTrainer
{
    public sealed partial class Options
    {
        /// <summary>
        /// The values that shape the trained weights, one a line: <c>BatchSize = 256</c>, <c>Optimizer.Momentum = 0.9</c>.
        /// </summary>
        /// <returns>The text, its lines ending in \n but the last.</returns>
        public override string ToString() =>
            string.Join('\n', OptionValues.Of(this).Select(value => $"{value.Key} = {value.Value}"));
    }
}
