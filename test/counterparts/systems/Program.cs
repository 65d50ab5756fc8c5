// Systems read URL                 what Microsoft's reader finds wrong with the description, a line each, then the operations
// Systems agent URL TOKEN          the tools that the .NET client of the Model Context Protocol finds, and what "whole" says
// Systems verify SECRET FILE       whether the .NET verifier of Standard Webhooks believes an event { headers, body }
// Systems client URL TOKEN         the whole and a delivered value, by the client that Kiota has made
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Microsoft.OpenApi;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Roder.Client;
using Roder.Client.Models;

switch (args)
{
    case ["read", var url]:
        using (var stream = await new HttpClient().GetStreamAsync(url))
        {
            var (document, diagnostic) = await OpenApiDocument.LoadAsync(stream, "json");
            foreach (var fault in diagnostic!.Errors) Console.WriteLine($"error {fault.Pointer}: {fault.Message}");
            foreach (var fault in diagnostic.Warnings) Console.WriteLine($"warning {fault.Pointer}: {fault.Message}");
            foreach (var (path, item) in document!.Paths)
                foreach (var (method, operation) in item.Operations!)
                    Console.WriteLine($"{method} {path} {operation.OperationId}");
        }
        return 0;
    case ["agent", var url, var token]:
        await using (var client = await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(url),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
        })))
        {
            foreach (var tool in await client.ListToolsAsync()) Console.WriteLine($"tool {tool.Name}");
            var answer = await client.CallToolAsync("whole", new Dictionary<string, object?>());
            Console.WriteLine(string.Join('\n', answer.Content.OfType<TextContentBlock>().Select(one => one.Text)));
        }
        return 0;
    case ["verify", var secret, var file]:
        var posted = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        var headers = new HeaderDictionary();
        foreach (var header in posted.GetProperty("headers").EnumerateObject()) headers[header.Name] = header.Value.GetString();
        new StandardWebhooks.StandardWebhook(secret).Verify(posted.GetProperty("body").GetString()!, headers);
        Console.WriteLine("believed");
        return 0;
    case ["client", var url, var token]:
        var adapter = new HttpClientRequestAdapter(new BaseBearerTokenAuthenticationProvider(new Token(token))) { BaseUrl = url };
        var roder = new RoderClient(adapter);
        var summary = await roder.Summary.GetAsync();
        Console.WriteLine($"{summary!.Round!.Id}: {summary.Assignments!.Count} assignments, {summary.Indicators!.Count} indicators");
        var delivered = await roder.Indicators["i14"].Values["2026-T2"].PutAsync(new DeliveredBody
        {
            Value = 71,
            Unit = "dagar",
            Source = "Procapita",
            Date = new Microsoft.Kiota.Abstractions.Date(2026, 8, 31),
        });
        Console.WriteLine($"{delivered!.Outcome} {delivered.Period} {delivered.Value}");
        try { await roder.Indicators["i99"].GetAsync(); }
        catch (Problem problem) { Console.WriteLine($"{problem.Status} {problem.Code}"); }
        return 0;
    default:
        Console.Error.WriteLine("Systems read URL | agent URL TOKEN | verify SECRET FILE | client URL TOKEN");
        return 1;
}

sealed class Token(string token) : IAccessTokenProvider
{
    public AllowedHostsValidator AllowedHostsValidator { get; } = new();
    public Task<string> GetAuthorizationTokenAsync(Uri uri, Dictionary<string, object>? context = null, CancellationToken end = default) =>
        Task.FromResult(token);
}
