import { Module } from '@nestjs/common';
import { Listing } from '../organisations/listing.js';
import { TodoController } from './todo.controller.js';
import { TodoReader } from './todo.reader.js';
import { TodoRepository } from './todo.repository.js';
import { TodoStaff } from './todo.staff.js';

/** Who must act now. Others write it only with their own change: `TodoRepository` is a part of their transaction. */
@Module({ controllers: [TodoController], providers: [Listing, TodoReader, TodoRepository, TodoStaff], exports: [TodoReader, TodoRepository, TodoStaff] })
export class TodosModule {}
