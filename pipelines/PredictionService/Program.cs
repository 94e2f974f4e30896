using ResNetMLNet.Pipelines.PredictionService;

return await App.RunAsync(args);
