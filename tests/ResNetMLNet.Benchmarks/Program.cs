using ResNetMLNet.Benchmarks;

return await App.RunAsync(args);
