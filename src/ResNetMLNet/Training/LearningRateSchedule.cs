namespace ResNetMLNet.Training;

/// <summary>How the learning rate develops over the training.</summary>
public enum LearningRateSchedule
{
    /// <summary>The same learning rate from the first batch to the last.</summary>
    Constant,

    /// <summary>
    /// Rises from 1/25 of the learning rate to the learning rate over the first 30% of the batches and falls along a
    /// cosine to almost zero over the rest (Smith and Topin 2017; <c>torch.optim.lr_scheduler.OneCycleLR</c>).
    /// </summary>
    OneCycle,
}
