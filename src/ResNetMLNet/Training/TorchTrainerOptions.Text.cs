namespace ResNetMLNet.Training;

public abstract partial class TorchTrainerOptions
{
    /// <summary>
    /// The values that shape the trained weights, one a line: <c>BatchSize = 256</c>, <c>Optimizer.Momentum = 0.9</c>.
    /// </summary>
    /// <returns>The text, its lines ending in \n but the last.</returns>
    public override string ToString() =>
        string.Join('\n', OptionValues.Of(this).Select(value => $"{value.Key} = {value.Value}"));

    /// <summary>Sets one value from its text: one line of <see cref="ToString"/>, typed in again.</summary>
    /// <remarks>
    /// A nested option is set by the name of its type and then has that type's defaults:
    /// <c>Set("LearningRateSchedule", "CosineSchedule")</c>. A part of it is set by a dotted name, in a copy of it:
    /// <c>Set("LearningRateSchedule.MinimumLearningRate", "0.001")</c>; an option that is none is made for it.
    /// Ranges are checked when a trainer is made, as those of values that are set in code.
    /// </remarks>
    /// <param name="name">The name of an option, dotted for a part of a nested one.</param>
    /// <param name="value">
    /// The value, the same in every country: <c>0.5</c>, <c>True</c>, <c>[1, 2, 0.5]</c>, the name of an enumeration's value
    /// or of a type, a time as <c>1:30:00</c>, <c>none</c> for null.
    /// </param>
    /// <exception cref="ArgumentException">No such name or value; the message says which there are.</exception>
    public void Set(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        OptionSetter.Set(this, name, value);
    }
}
