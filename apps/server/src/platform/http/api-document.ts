import { ProblemSchema } from '@huiyin/contract';
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';

/** The OpenAPI document at /api/openapi.json and a page to read it at /api/docs. */
export function documentApi(app: INestApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Huiyin 回音')
    .setDescription(
      'Ratings and letters in, figures and disclosed letters out. Public operations need no key and carry an empty security requirement.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .build();
  SwaggerModule.setup('api/docs', app, () => withProblems(SwaggerModule.createDocument(app, description)), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Huiyin API',
  });
}

/** Every operation refuses in the same form, so the document says it of each: whoever writes a client can rely on it. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const refused = {
    description:
      'Refused, or not possible just now (503, with Retry-After): problem details (RFC 9457) with a code and a sentence in the language asked for.',
    content: {
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    },
  };
  for (const operations of Object.values(document.paths)) {
    for (const operation of [operations.get, operations.post, operations.put, operations.delete]) {
      if (operation !== undefined) operation.responses['default'] = refused;
    }
  }
  const schema = z.toJSONSchema(ProblemSchema, { target: 'openapi-3.0' });
  return {
    ...document,
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, Problem: schema as object },
    },
  };
}
