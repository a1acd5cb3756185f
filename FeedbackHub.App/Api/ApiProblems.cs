using System.Text.Json;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Majors;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace FeedbackHub.App.Api;

/// <summary>Puts failures into RFC 9457 problems, in the language of the request.</summary>
public sealed class ApiProblems(IStringLocalizer<ApiTexts> texts, IOptions<JsonOptions> json)
{
    /// <summary>Every kind of problem there is: the end of its <c>type</c>, and its status.</summary>
    public static IReadOnlyDictionary<string, int> Kinds { get; } = new Dictionary<string, int>
    {
        ["malformed"] = StatusCodes.Status400BadRequest,
        ["idempotency-key-missing"] = StatusCodes.Status400BadRequest,
        ["unauthenticated"] = StatusCodes.Status401Unauthorized,
        ["not-allowed"] = StatusCodes.Status403Forbidden,
        ["not-found"] = StatusCodes.Status404NotFound,
        ["wrong-method"] = StatusCodes.Status405MethodNotAllowed,
        ["illegal-move"] = StatusCodes.Status409Conflict,
        ["written-since"] = StatusCodes.Status409Conflict,
        ["took-part"] = StatusCodes.Status409Conflict,
        ["already-taken"] = StatusCodes.Status409Conflict,
        ["major-incomplete"] = StatusCodes.Status409Conflict,
        ["too-large"] = StatusCodes.Status413PayloadTooLarge,
        ["not-json"] = StatusCodes.Status415UnsupportedMediaType,
        ["invalid"] = StatusCodes.Status422UnprocessableEntity,
        ["idempotency-key-reused"] = StatusCodes.Status422UnprocessableEntity,
        ["too-many-requests"] = StatusCodes.Status429TooManyRequests,
        ["internal"] = StatusCodes.Status500InternalServerError,
        ["unavailable"] = StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>The answer to an expected failure.</summary>
    public IResult Of(Failure failure) => failure switch
    {
        NotFound => Of("not-found"),
        NotAllowed f => Send(Make("not-allowed") with { Permission = f.Permission }),
        Invalid f => Send(Make("invalid") with { Errors = Errors(f) }),
        IllegalMove f => Send(Make("illegal-move") with { State = f.State, Detail = texts["Detail_illegal-move", texts[$"State_{f.State}"], texts[$"Action_{f.Action}"]] }),
        WrittenSince f => Send(Make("written-since") with { Since = f.Since }),
        AlreadyTaken f => Send(Make("already-taken") with { Detail = texts["Detail_already-taken", f.HandlerName] }),
        TookPartInIt => Of("took-part"),
        MajorIncomplete => Of("major-incomplete"),
        KeyUsedForOtherContent => Of("idempotency-key-reused"),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "No use case of the API fails like this."),
    };

    /// <summary>The answer for a kind of problem.</summary>
    public IResult Of(string kind, string? detail = null) => Send(Make(kind) with { Detail = detail ?? Detail(kind) });

    /// <summary>Writes a problem as the answer, where no endpoint could.</summary>
    public Task WriteAsync(HttpContext context, string kind, string? detail = null) => Of(kind, detail).ExecuteAsync(context);

    private ApiProblem Make(string kind) => new($"/problems/{kind}", texts[$"Title_{kind}"], Kinds[kind]) { Detail = Detail(kind) };

    private string? Detail(string kind) => texts[$"Detail_{kind}"] is { ResourceNotFound: false } found ? found.Value : null;

    private Dictionary<string, IReadOnlyList<ApiFieldProblem>> Errors(Invalid failure) => failure.Problems
        .GroupBy(p => p.Field == nameof(Filed.Key) ? CaseEndpoints.IdempotencyKey : JsonNamingPolicy.CamelCase.ConvertName(p.Field))
        .ToDictionary(
            g => g.Key,
            IReadOnlyList<ApiFieldProblem> (g) => [.. g.Select(p => new ApiFieldProblem(JsonNamingPolicy.CamelCase.ConvertName(p.Code), texts[$"Problem_{p.Code}", p.Arguments]))]);

    private IResult Send(ApiProblem problem) => Results.Json(problem, json.Value.SerializerOptions, "application/problem+json", problem.Status);
}
